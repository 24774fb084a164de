// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;

/** Python's imaplib and poplib, while a program delivers into the Maildir. */
@Tag("real")
class PythonIT {
    @TempDir
    Path client;

    @BeforeAll
    static void installed() {
        Peer.require("python3");
    }

    @Test
    void imaplib() {
        run("imap.py", true);
    }

    @Test
    void poplib() {
        run("pop3.py", false);
    }

    private void run(String script, boolean imap) {
        try (ServerProcess server = ServerProcess.create()) {
            server.addUser("anna", "secret");
            server.again();
            try (Delivery delivery = new Delivery(server.maildir("anna"))) {
                for (int i = 0; i < 10; i++) {
                    delivery.deliver();
                }
                delivery.goOn();
                Peer.Ended ended = Peer.run(
                        client,
                        "python3",
                        Path.of("src/test/resources/python", script)
                                .toAbsolutePath()
                                .toString(),
                        String.valueOf(imap ? server.imap() : server.pop3()),
                        String.valueOf(imap ? server.imaps() : server.pop3s()));
                assertThat(ended.code()).as(ended.said()).isZero();
                assertThat(ended.said()).contains("all is well");
            }
        }
    }
}
