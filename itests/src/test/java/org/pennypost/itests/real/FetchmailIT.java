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

/** fetchmail takes mail over POP3, keeps it on the server, and knows by UIDL what it has. */
@Tag("real")
class FetchmailIT {
    private static final int NO_NEW_MAIL = 1;

    @TempDir
    Path client;

    @BeforeAll
    static void installed() {
        Peer.require("fetchmail");
    }

    @Test
    void fetchesEachMessageOnce() throws IOException {
        try (ServerProcess server = ServerProcess.create()) {
            server.addUser("anna", "secret");
            server.again();
            Path config = config(server);
            try (Delivery delivery = new Delivery(server.maildir("anna"))) {
                for (int i = 0; i < 50; i++) {
                    delivery.deliver();
                }
                assertThat(fetch(config)).isZero();
                assertThat(subjects()).isEqualTo(50);
                assertThat(fetch(config)).isEqualTo(NO_NEW_MAIL);
                delivery.deliver();
                assertThat(fetch(config)).isZero();
                assertThat(subjects()).isEqualTo(51);
                assertThat(Files.readString(client.resolve("inbox"))).contains("\n.a dot at the beginning");
            }
        }
    }

    private int fetch(Path config) {
        Peer.Ended ended = Peer.run(client, "fetchmail", "-v", "-f", config.toString(), "--nosyslog");
        assertThat(ended.code()).as(ended.said()).isLessThanOrEqualTo(NO_NEW_MAIL);
        return ended.code();
    }

    private long subjects() throws IOException {
        try (var lines = Files.lines(client.resolve("inbox"))) {
            return lines.filter(line -> line.startsWith("Subject: delivery ")).count();
        }
    }

    private Path config(ServerProcess server) throws IOException {
        Path config =
                Files.writeString(client.resolve("fetchmailrc"), """
                set idfile "%s/ids"
                set pidfile "%s/pid"
                poll 127.0.0.1 service %d protocol pop3 uidl auth password
                  user "anna" password "secret" is "anna" here
                  sslproto "" keep
                  mda "/bin/sh -c 'cat >> %s/inbox'"
                """.formatted(client, client, server.pop3(), client));
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
        return config;
    }
}
