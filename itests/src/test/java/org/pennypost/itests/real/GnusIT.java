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

/** Gnus in Emacs, without a screen: reads, marks, moves and deletes, and begins again from what it remembers. */
@Tag("real")
class GnusIT {
    @TempDir
    Path client;

    @BeforeAll
    static void installed() {
        Peer.require("emacs");
    }

    @Test
    void readsMarksMovesAndRemembers() throws IOException {
        try (ServerProcess server = ServerProcess.create();
                Tee tee = new Tee(server.imap())) {
            server.addUser("anna", "secret");
            server.again();
            Peer.secret(client.resolve("authinfo"), "machine localhost login anna password secret\n");
            try (Delivery delivery = new Delivery(server.maildir("anna"))) {
                for (int i = 0; i < 5; i++) {
                    delivery.deliver();
                }
                String first = gnus(server, tee.port(), "plain", "first");
                assertThat(first).contains("Subject: delivery 1", "Line one of 1");
                assertThat(StrictView.messages(server, "INBOX"))
                        .isEqualTo(Map.of(
                                "delivery 1", Set.of("\\Seen"),
                                "delivery 2", Set.of("\\Flagged", "\\Seen"),
                                "delivery 3", Set.of("\\Answered", "\\Seen")));
                assertThat(StrictView.messages(server, "Entw&APw-rfe")).isEqualTo(Map.of("delivery 4", Set.of()));
                tee.assertNoComplaint();

                delivery.deliver();
                StrictView.all(server, "SELECT INBOX", "STORE 1 +FLAGS (\\Flagged)");
                String second = gnus(server, tee.port(), "plain", "second");
                assertThat(second).containsPattern("groups <<\\s+1: Entwürfe\\s+1: INBOX");
                assertThat(summary(second, "summary")).contains("delivery 1", "delivery 2", "delivery 6");
                assertThat(summary(second, "drafts")).contains("delivery 4");
                assertThat(StrictView.mailboxes(server)).containsExactlyInAnyOrder("INBOX", "Gr&APYA3w-e");
                assertThat(Maildir.flags(server.maildir("anna").resolve(".Gr&APYA3w-e")))
                        .isEqualTo(Map.of("delivery 4", "S"));
                assertThat(Maildir.flags(server.maildir("anna")))
                        .isEqualTo(
                                Map.of("delivery 1", "FS", "delivery 2", "FS", "delivery 3", "RS", "delivery 6", "S"));
            }
            assertThat(gnus(server, server.imap(), "starttls", "third"))
                    .containsPattern("0: Größe\\s+\\*?\\s+0: INBOX");
            assertThat(gnus(server, server.imaps(), "tls", "third")).containsPattern("0: Größe\\s+\\*?\\s+0: INBOX");
        }
    }

    private String gnus(ServerProcess server, int port, String stream, String step) {
        Peer.Ended ended = Peer.run(
                client,
                "emacs",
                "--batch",
                "-Q",
                "-l",
                Path.of("src/test/resources/emacs/gnus.el").toAbsolutePath().toString(),
                String.valueOf(port),
                stream,
                Peer.certificate(server).toString(),
                step);
        assertThat(ended.code()).as(ended.said()).isZero();
        return ended.text();
    }

    private static String summary(String said, String name) {
        int begin = said.indexOf(name + " <<");
        return said.substring(begin, said.indexOf(">>", begin));
    }
}
