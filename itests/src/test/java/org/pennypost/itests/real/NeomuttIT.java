// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;

/** neomutt, which keeps headers and messages in a cache and asks for what has changed since. */
@Tag("real")
class NeomuttIT {
    @TempDir
    Path client;

    @BeforeAll
    static void installed() {
        Peer.require("neomutt");
        Peer.require("script");
    }

    @Test
    void remembersHeadersAndAsksForChanges() throws IOException {
        try (ServerProcess server = ServerProcess.create();
                Tee tee = new Tee(server.imap())) {
            server.addUser("anna", "secret");
            server.again();
            StrictView.all(server, "CREATE Gr&APYA3w-e");
            try (Delivery delivery = new Delivery(server.maildir("anna"))) {
                for (int i = 0; i < 10; i++) {
                    delivery.deliver();
                }
                neomutt(
                        tee,
                        "<last-entry><flag-message><first-entry><tag-entry><next-entry><tag-entry>"
                                + "<tag-prefix><copy-message>=Größe<enter><last-entry><display-message><exit>"
                                + "<first-entry><delete-message><sync-mailbox><change-folder>=Größe<enter>"
                                + "<last-entry><delete-message><sync-mailbox><quit>");
                assertThat(StrictView.messages(server, "INBOX"))
                        .hasSize(9)
                        .doesNotContainKey("delivery 1")
                        .containsEntry("delivery 10", Set.of("\\Flagged", "\\Seen"));
                assertThat(StrictView.messages(server, "Gr&APYA3w-e")).isEqualTo(Map.of("delivery 1", Set.of()));

                delivery.deliver();
                StrictView.all(
                        server,
                        "SELECT INBOX",
                        "UID STORE 5 +FLAGS (\\Answered)",
                        "UID STORE 3 +FLAGS (\\Deleted)",
                        "EXPUNGE");
                long all = tee.said(".* FETCH 1:\\d+ .*HEADER.FIELDS.*");
                neomutt(tee, "<limit>~Q<enter><first-entry><flag-message><limit>all<enter><sync-mailbox><quit>");
                assertThat(tee.said(".*CHANGEDSINCE.*|.*\\(QRESYNC \\(.*")).isPositive();
                assertThat(tee.said(".* FETCH 1:\\d+ .*HEADER.FIELDS.*"))
                        .as("the headers it has are not asked for again")
                        .isEqualTo(all);
                assertThat(StrictView.messages(server, "INBOX"))
                        .hasSize(9)
                        .doesNotContainKey("delivery 3")
                        .hasEntrySatisfying(
                                "delivery 5", flags -> assertThat(flags).contains("\\Answered", "\\Flagged"))
                        .containsEntry("delivery 11", Set.of());
            }
            tee.assertNoComplaint();
        }
    }

    private void neomutt(Tee tee, String keys) throws IOException {
        Files.createDirectories(client.resolve("cache"));
        Path config = Peer.secret(client.resolve("neomuttrc"), """
                set folder = "imap://anna@127.0.0.1:%1$d/"
                set spoolfile = "imap://anna@127.0.0.1:%1$d/INBOX"
                set imap_pass = "secret"
                set ssl_starttls = no
                set ssl_force_tls = no
                set header_cache = "%2$s/cache/"
                set message_cachedir = "%2$s/cache/"
                set imap_condstore = yes
                set imap_qresync = yes
                set confirmcreate = no
                set confirmappend = no
                set delete = yes
                set quit = yes
                set move = no
                set mark_old = no
                set wait_key = no
                set sort = mailbox-order
                push "%3$s"
                """.formatted(tee.port(), client, keys));
        Peer.Ended ended = Peer.run(
                client,
                "script",
                "-q",
                "-e",
                "-c",
                "stty rows 24 cols 80; exec neomutt -n -F " + config + " -f =INBOX",
                "/dev/null");
        assertThat(ended.code()).as(ended.said()).isZero();
    }
}
