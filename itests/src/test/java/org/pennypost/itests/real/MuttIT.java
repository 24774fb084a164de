// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;

/** mutt in batch: reads, flags, copies and deletes. */
@Tag("real")
class MuttIT {
    @TempDir
    Path client;

    @BeforeAll
    static void installed() {
        Peer.require("mutt");
        Peer.require("script");
    }

    @Test
    void flagsCopiesAndDeletes() throws IOException {
        try (ServerProcess server = ServerProcess.create()) {
            server.addUser("anna", "secret");
            server.again();
            try (Delivery delivery = new Delivery(server.maildir("anna"))) {
                delivery.deliver();
                delivery.deliver();
                delivery.deliver();
            }
            mutt(
                    server,
                    "<first-entry><flag-message><first-entry><copy-message>=Archive<enter>"
                            + "<last-entry><delete-message><sync-mailbox><quit>");
            assertThat(Maildir.names(server.maildir("anna"))).hasSize(2).anyMatch(name -> name.matches(".*:2,.*F.*"));
            List<String> copies = Maildir.names(server.maildir("anna").resolve(".Archive"));
            assertThat(copies).hasSize(1);
        }
    }

    private void mutt(ServerProcess server, String keys) throws IOException {
        Path config = Files.writeString(client.resolve("muttrc"), """
                set folder = "imap://anna@127.0.0.1:%d/"
                set spoolfile = "imap://anna@127.0.0.1:%d/INBOX"
                set imap_pass = "secret"
                set ssl_starttls = yes
                set ssl_ca_certificates_file = "%s"
                set ssl_verify_host = no
                set certificate_file = "%s"
                set header_cache = "%s/cache/"
                set confirmcreate = no
                set confirmappend = no
                set delete = yes
                set quit = yes
                set move = no
                set mark_old = no
                set wait_key = no
                set sort = mailbox-order
                push "%s"
                """.formatted(
                server.imap(), server.imap(), Peer.certificate(server), Peer.certificate(server), client, keys));
        Files.createDirectories(client.resolve("cache"));
        Peer.Ended ended = Peer.run(
                client, "script", "-q", "-e", "-c", "stty rows 24 cols 80; exec mutt -n -F " + config, "/dev/null");
        assertThat(ended.code()).as(ended.said()).isZero();
    }
}
