// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;

/**
 * imapflow (Node.js): STARTTLS with a checked certificate, envelopes, structures and parts, search in UTF-8, folders, COPYUID and
 * MOVE, a big APPEND, and IDLE with CONDSTORE between two sessions and a delivery.
 */
@Tag("real")
class ImapflowIT {
    @TempDir
    Path client;

    @Test
    void goesThroughAMailbox() {
        Peer.require("node");
        Peer.require("imapflow");
        try (ServerProcess server = ServerProcess.create()) {
            server.addUser("anna", "secret");
            Letters.deliver(server.maildir("anna"));
            server.again();
            Path modules = Path.of(System.getProperty("pennypost.peers")).resolveSibling("node/node_modules");
            Peer.Ended ended = Peer.run(
                    client,
                    "env",
                    "NODE_PATH=" + modules,
                    "node",
                    Letters.resource("node/imapflow.js"),
                    String.valueOf(server.imap()),
                    String.valueOf(server.imaps()),
                    server.home().resolve("data/tls/fullchain.pem").toString(),
                    server.maildir("anna").toString());
            assertThat(ended.code()).as(ended.said()).isZero();
            assertThat(ended.said()).contains("all is well");

            assertThat(Letters.kept(server.maildir("anna")))
                    .anyMatch(letter -> letter.matches("plain:R[a-z]"))
                    .contains("=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=:", "latin:", "late:")
                    .hasSize(4);
            assertThat(Letters.kept(server.maildir("anna").resolve(".Haus.2026 &- mehr")))
                    .containsExactlyInAnyOrder("plain:", "Fwd: inside:", "a draft:DS");
        }
    }
}
