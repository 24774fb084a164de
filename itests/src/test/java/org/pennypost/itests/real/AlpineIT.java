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

/** alpine in a terminal: reads, flags, saves, deletes, notices new mail, makes a folder. */
@Tag("real")
class AlpineIT {
    @TempDir
    Path client;

    @BeforeAll
    static void installed() {
        Peer.require("alpine");
        Peer.require("tmux");
    }

    @Test
    void readsFlagsSavesAndDeletes() throws IOException {
        try (ServerProcess server = ServerProcess.create();
                Tee tee = new Tee(server.imap());
                Delivery delivery = new Delivery(server.maildir("anna"))) {
            server.addUser("anna", "secret");
            server.again();
            for (int i = 0; i < 5; i++) {
                delivery.deliver();
            }
            StrictView.all(server, "CREATE Gr&APYA3w-e");
            try (Terminal alpine = alpine(tee.port(), "notls")) {
                alpine.see("ENTER PASSWORD").press("secret", "Enter").see("Message 1 of 5");
                alpine.press("Enter").see("Line one of 1").press("i").see("MESSAGE INDEX");
                alpine.press("*").see("Flag New").press("Enter").see("\\*\\s+1 ");
                alpine.press("n").see("Message 2 of 5").press("s").see("SAVE");
                alpine.press("Work", "Enter").see("Create\\?").press("y").see("D\\s+2 ");
                alpine.press("n").see("Message 3 of 5").press("d").see("D\\s+3 ");
                alpine.press("x").see("2 messages expunged");
                assertThat(StrictView.messages(server, "INBOX"))
                        .isEqualTo(Map.of(
                                "delivery 1", Set.of("\\Flagged", "\\Seen"),
                                "delivery 4", Set.of(),
                                "delivery 5", Set.of()));
                delivery.deliver();
                alpine.press("C-l").see("delivery 6");
                alpine.press(";").see("SELECT criteria").press("t").see("Select based on");
                alpine.press("s").see("SUBJECT to match").press("delivery 5", "Enter");
                alpine.see("X\\s+N?\\s+3 ");
                alpine.press("l").see("FOLDER LIST").see("Größe").press("a").see("Folder name to add");
                alpine.press("Plans", "Enter").see("created");
                alpine.press("g")
                        .see("GOTO")
                        .press("Work", "Enter")
                        .see("Message 1 of 1")
                        .see("delivery 2");
                alpine.press("q").ended();
            }
            assertThat(Maildir.flags(server.maildir("anna")))
                    .isEqualTo(Map.of("delivery 1", "FS", "delivery 4", "", "delivery 5", "", "delivery 6", ""));
            assertThat(StrictView.messages(server, "Work")).isEqualTo(Map.of("delivery 2", Set.of()));
            assertThat(StrictView.mailboxes(server)).containsExactlyInAnyOrder("INBOX", "Work", "Plans", "Gr&APYA3w-e");
            tee.assertNoComplaint();

            try (Terminal alpine = alpine(server.imaps(), "ssl")) {
                alpine.see("ENTER PASSWORD").press("secret", "Enter").see("Message . of 4");
                alpine.press("q").ended();
            }
        }
    }

    private Terminal alpine(int port, String security) throws IOException {
        Path config = Peer.secret(client.resolve("pinerc"), """
                inbox-path={localhost:%1$d/user=anna/%2$s/novalidate-cert}INBOX
                folder-collections=Penny {localhost:%1$d/user=anna/%2$s/novalidate-cert}[]
                personal-name=Anna
                user-domain=example.org
                default-fcc=
                initial-keystroke-list=i
                feature-list=quit-without-confirm, expunge-without-confirm, disable-password-file-saving,
                    enable-aggregate-command-set, enable-flag-cmd
                last-version-used=9.99
                """.formatted(port, security));
        return new Terminal(client, "alpine -p " + config);
    }
}
