// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;

/** offlineimap keeps a Maildir and the server equal, both ways, in clear and under TLS. */
@Tag("real")
class OfflineimapIT {
    @TempDir
    Path client;

    @BeforeAll
    static void installed() {
        Peer.require("offlineimap");
    }

    @Test
    void syncsBothWays() throws IOException {
        try (ServerProcess server = ServerProcess.create();
                Tee tee = new Tee(server.imap());
                Delivery delivery = new Delivery(server.maildir("anna"))) {
            server.addUser("anna", "secret");
            server.again();
            for (int i = 0; i < 50; i++) {
                delivery.deliver();
            }
            StrictView.all(server, "CREATE Entw&APw-rfe", "CREATE Work/Plans", "SUBSCRIBE Work/Plans");
            StrictView.append(server, "Work/Plans", "planned", "\\Answered \\Seen");
            Path mail = client.resolve("mail");
            sync(tee.port(), "ssl = no\nstarttls = no");
            assertThat(Maildir.flags(mail.resolve("INBOX"))).hasSize(50).containsEntry("delivery 50", "");
            assertThat(Maildir.flags(mail.resolve("Work.Plans"))).isEqualTo(Map.of("planned", "RS"));
            assertThat(Files.isDirectory(mail.resolve("Entw&APw-rfe/cur"))).isTrue();

            List<Path> inbox = Maildir.files(mail.resolve("INBOX")).stream()
                    .sorted((one, other) -> number(one) - number(other))
                    .toList();
            flag(inbox.get(0), "FS");
            Files.delete(inbox.get(1));
            Files.writeString(
                    mail.resolve("Entw&APw-rfe/new/1.local"), "Subject: made here\nFrom: anna@example.org\n\nx\n");
            delivery.deliver();
            StrictView.all(
                    server, "SELECT INBOX", "STORE 3 +FLAGS (\\Flagged)", "STORE 4 +FLAGS (\\Deleted)", "EXPUNGE");
            sync(server.imap(), "ssl = no\nstarttls = yes\nsslcacertfile = " + Peer.certificate(server));
            sync(server.imaps(), "ssl = yes\nsslcacertfile = " + Peer.certificate(server));
            assertThat(StrictView.messages(server, "INBOX"))
                    .hasSize(49)
                    .containsEntry("delivery 1", Set.of("\\Flagged", "\\Seen"))
                    .doesNotContainKey("delivery 2")
                    .doesNotContainKey("delivery 4");
            assertThat(Maildir.flags(mail.resolve("INBOX")))
                    .hasSize(49)
                    .containsEntry("delivery 3", "F")
                    .containsKey("delivery 51")
                    .doesNotContainKey("delivery 4");
            assertThat(StrictView.messages(server, "Entw&APw-rfe")).isEqualTo(Map.of("made here", Set.of()));
            tee.assertNoComplaint();
        }
    }

    /** offlineimap puts the UID into the file's name. */
    private static int number(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceFirst(".*,U=(\\d+),.*", "$1"));
    }

    private static void flag(Path file, String flags) throws IOException {
        String base = file.getFileName().toString().replaceFirst(":2,.*", "");
        Files.move(file, file.getParent().resolveSibling("cur").resolve(base + ":2," + flags));
    }

    private void sync(int port, String security) throws IOException {
        Path config = Peer.secret(client.resolve("offlineimaprc"), """
                [general]
                accounts = anna
                metadata = %1$s/metadata
                ui = basic
                [Account anna]
                localrepository = near
                remoterepository = far
                [Repository near]
                type = Maildir
                localfolders = %1$s/mail
                [Repository far]
                type = IMAP
                remotehost = localhost
                remoteport = %2$d
                remoteuser = anna
                remotepass = secret
                %3$s
                """.formatted(client, port, security));
        Peer.Ended ended = Peer.run(client, "offlineimap", "-o", "-c", config.toString());
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).doesNotContain("WARNING", "ERROR", "Traceback");
    }
}
