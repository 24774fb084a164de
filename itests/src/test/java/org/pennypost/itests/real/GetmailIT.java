// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;

/** getmail fetches over POP3 and keeps, then over IMAP and deletes. */
@Tag("real")
class GetmailIT {
    @TempDir
    Path client;

    @BeforeAll
    static void installed() {
        Peer.require("getmail");
    }

    @Test
    void keepsOverPop3AndDeletesOverImap() throws IOException {
        try (ServerProcess server = ServerProcess.create();
                Tee pop3 = new Tee(server.pop3());
                Tee imap = new Tee(server.imap())) {
            server.addUser("anna", "secret");
            server.again();
            try (Delivery delivery = new Delivery(server.maildir("anna"))) {
                for (int i = 0; i < 20; i++) {
                    delivery.deliver();
                }
                Path keep = config("SimplePOP3Retriever", pop3.port(), "", false);
                fetch(keep);
                assertThat(subjects()).isEqualTo(20);
                fetch(keep);
                assertThat(subjects()).as("it knows by UIDL what it has").isEqualTo(20);
                delivery.deliver();
                fetch(keep);
                assertThat(subjects()).isEqualTo(21);
                assertThat(Maildir.names(server.maildir("anna"))).hasSize(21);
            }
            fetch(config("SimplePOP3SSLRetriever", server.pop3s(), "", false));
            assertThat(subjects()).as("another port is another server to it").isEqualTo(42);

            StrictView.all(server, "CREATE Work");
            StrictView.append(server, "Work", "delivery at work", "");
            fetch(config("SimpleIMAPRetriever", imap.port(), "mailboxes = (\"INBOX\", \"Work\")", true));
            assertThat(subjects()).isEqualTo(42 + 22);
            assertThat(Maildir.names(server.maildir("anna"))).isEmpty();
            assertThat(Maildir.names(server.maildir("anna").resolve(".Work"))).isEmpty();
            pop3.assertNoComplaint();
            imap.assertNoComplaint();
        }
    }

    private void fetch(Path config) {
        Peer.Ended ended = Peer.run(client, "getmail", "--getmaildir=" + client, "--rcfile=" + config);
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).doesNotContainIgnoringCase("error");
    }

    private long subjects() throws IOException {
        try (var lines = Files.lines(client.resolve("inbox"))) {
            return lines.filter(line -> line.startsWith("Subject: delivery ")).count();
        }
    }

    private Path config(String retriever, int port, String more, boolean delete) throws IOException {
        Path agent = Files.writeString(client.resolve("deliver"), "#!/bin/sh\ncat >> " + client + "/inbox\n");
        Files.setPosixFilePermissions(agent, PosixFilePermissions.fromString("rwx------"));
        return Peer.secret(client.resolve("getmailrc"), """
                [retriever]
                type = %s
                server = 127.0.0.1
                port = %d
                username = anna
                password = secret
                %s
                [destination]
                type = MDA_external
                path = %s
                allow_root_commands = true
                [options]
                read_all = false
                delete = %s
                """.formatted(retriever, port, more, agent, delete));
    }
}
