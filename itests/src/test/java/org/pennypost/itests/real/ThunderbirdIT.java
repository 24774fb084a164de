// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;

/**
 * Thunderbird from Debian without a screen, steered by Marionette: its own engine lists folders, reads, flags, tags, makes and
 * renames a folder, moves, copies, deletes into the trash, searches on the server, and hears of a delivery by IDLE.
 */
@Tag("real")
class ThunderbirdIT {
    @TempDir
    Path client;

    @Test
    void aPersonReadsAndSortsMail() throws IOException {
        Peer.require("thunderbird");
        Peer.require("node");
        try (ServerProcess server = ServerProcess.create()) {
            server.addUser("anna", "secret");
            Letters.deliver(server.maildir("anna"));
            server.again();
            Path profile = client.resolve("profile");
            Peer.Ended ended = Peer.run(
                    client,
                    "node",
                    Letters.resource("node/thunderbird.js"),
                    "anna",
                    String.valueOf(server.imap()),
                    String.valueOf(ServerProcess.freePorts(1).get(0)),
                    server.home().resolve("data/tls/fullchain.pem").toString(),
                    server.maildir("anna").toString(),
                    profile.toString());
            assertThat(ended.code()).as(ended.said()).isZero();
            assertThat(ended.said()).contains("all is well");

            Path anna = server.maildir("anna");
            assertThat(Letters.kept(anna))
                    .contains("=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=:", "latin:FS", "late:")
                    .anyMatch(letter -> letter.matches("A red square:[a-z]"))
                    .hasSize(4);
            assertThat(Letters.kept(anna.resolve(".Haus")))
                    .containsExactlyInAnyOrder("plain:", "=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=:");
            assertThat(Letters.kept(anna.resolve(".Trash"))).containsExactly("Fwd: inside:");
            assertThat(Files.readString(profile.resolve("imap.moz_log"), StandardCharsets.ISO_8859_1))
                    .contains("STARTTLS", "uid move", "IDLE")
                    .doesNotContainPattern("CreateNewLineFromSocket: [0-9*]+ (NO|BAD) ");
        }
    }
}
