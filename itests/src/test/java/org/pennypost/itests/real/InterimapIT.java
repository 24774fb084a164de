// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;

/** interimap keeps two accounts equal and asks by QRESYNC for nothing but what has changed. */
@Tag("real")
class InterimapIT {
    private static final String DRAFTS = "Entw&APw-rfe";

    @TempDir
    Path client;

    @BeforeAll
    static void installed() {
        Peer.require("interimap");
    }

    @Test
    void keepsTwoAccountsEqual() throws IOException {
        try (ServerProcess server = ServerProcess.create();
                Tee tee = new Tee(server.imap());
                Delivery anna = new Delivery(server.maildir("anna"))) {
            server.addUser("anna", "secret");
            server.addUser("bob", "secret");
            server.again();
            for (int i = 0; i < 10; i++) {
                anna.deliver();
            }
            StrictView.all(server, "CREATE " + DRAFTS, "SUBSCRIBE " + DRAFTS);
            StrictView.append(server, DRAFTS, "drafted", "\\Draft \\Seen");
            StrictView.allAs(server, "bob", "CREATE Work/Plans");
            Path config = config(server, tee);
            sync(config);
            assertThat(StrictView.messages(server, "bob", "INBOX")).hasSize(10).containsKey("delivery 10");
            assertThat(StrictView.messages(server, "bob", DRAFTS))
                    .isEqualTo(Map.of("drafted", Set.of("\\Draft", "\\Seen")));
            assertThat(StrictView.mailboxes(server)).contains("INBOX", DRAFTS, "Work/Plans");

            StrictView.all(
                    server, "SELECT INBOX", "STORE 1:2 +FLAGS (\\Flagged)", "STORE 3 +FLAGS (\\Deleted)", "EXPUNGE");
            StrictView.allAs(
                    server,
                    "bob",
                    "SELECT INBOX",
                    "STORE 2 +FLAGS (\\Answered)",
                    "STORE 4:5 +FLAGS (\\Deleted)",
                    "EXPUNGE",
                    "COPY 1 Work/Plans");
            anna.deliver();
            sync(config);
            assertThat(tee.lines()).anyMatch(line -> line.matches("S: \\* VANISHED \\(EARLIER\\) 3"));
            sync(config);
            Map<String, Set<String>> inbox = StrictView.messages(server, "INBOX");
            assertThat(inbox)
                    .hasSize(8)
                    .containsEntry("delivery 1", Set.of("\\Flagged"))
                    .containsEntry("delivery 2", Set.of("\\Answered", "\\Flagged"))
                    .containsKey("delivery 11")
                    .doesNotContainKeys("delivery 3", "delivery 4", "delivery 5");
            assertThat(StrictView.messages(server, "bob", "INBOX")).isEqualTo(inbox);
            assertThat(Maildir.flags(server.maildir("bob")))
                    .hasSize(8)
                    .containsEntry("delivery 1", "F")
                    .containsEntry("delivery 2", "FR");
            assertThat(StrictView.messages(server, "Work/Plans").keySet()).containsExactly("delivery 1");

            int before = tee.lines().size();
            sync(config);
            assertThat(tee.lines().subList(before, tee.lines().size()))
                    .as("nothing is left to do")
                    .noneMatch(line -> line.matches("C: \\S+ (SELECT|UID|APPEND) .*"));
            assertThat(tee.said("\\S+ SELECT \\S+ \\(QRESYNC .*")).isPositive();
            tee.assertNoComplaint();
        }
    }

    private void sync(Path config) {
        Peer.Ended ended = Peer.run(client, "interimap", "--config=" + config);
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).doesNotContain("ERROR", "No match for");
    }

    private Path config(ServerProcess server, Tee tee) throws IOException {
        return Peer.secret(client.resolve("interimaprc"), """
                database = %s/interimap.db
                [local]
                type = imap
                host = 127.0.0.1
                port = %d
                username = anna
                password = secret
                STARTTLS = NO
                [remote]
                type = imap
                host = localhost
                port = %d
                username = bob
                password = secret
                STARTTLS = YES
                SSL_CAfile = %s
                """.formatted(
                        client, tee.port(), server.imap(), Peer.certificate(server)));
    }
}
