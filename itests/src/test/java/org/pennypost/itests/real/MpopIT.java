// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;

/** mpop, which pipelines: in clear, behind STLS and under TLS. */
@Tag("real")
class MpopIT {
    @TempDir
    Path client;

    @BeforeAll
    static void installed() {
        Peer.require("mpop");
    }

    @Test
    void fetchesKeepsAndDeletesThroughEveryDoor() throws IOException {
        try (ServerProcess server = ServerProcess.create();
                Tee tee = new Tee(server.pop3())) {
            server.addUser("anna", "secret");
            server.again();
            try (Delivery delivery = new Delivery(server.maildir("anna"))) {
                for (int i = 0; i < 100; i++) {
                    delivery.deliver();
                }
                for (String folder : new String[] {"got/cur", "got/new", "got/tmp"}) {
                    Files.createDirectories(client.resolve(folder));
                }
                Path config = config(server, tee);
                fetch(config, "clear");
                assertThat(Maildir.flags(client.resolve("got"))).hasSize(100).containsKey("delivery 100");
                fetch(config, "clear");
                delivery.deliver();
                fetch(config, "stls");
                delivery.deliver();
                fetch(config, "tls");
                assertThat(Maildir.flags(client.resolve("got"))).hasSize(102);
                assertThat(Maildir.names(server.maildir("anna"))).hasSize(102);
                delivery.deliver();
                fetch(config, "taking");
                assertThat(Maildir.flags(client.resolve("got"))).hasSize(103);
                assertThat(Maildir.names(server.maildir("anna"))).isEmpty();
            }
            assertThat(tee.said("RETR .*")).isEqualTo(101);
            assertThat(tee.said("DELE .*")).isEqualTo(103);
            tee.assertNoComplaint();
        }
    }

    private void fetch(Path config, String account) {
        Peer.Ended ended = Peer.run(client, "mpop", "-C", config.toString(), account);
        assertThat(ended.code()).as(ended.said()).isZero();
    }

    private Path config(ServerProcess server, Tee tee) throws IOException {
        return Peer.secret(client.resolve("mpoprc"), """
                defaults
                host 127.0.0.1
                user anna
                password secret
                uidls_file %1$s/uidls
                delivery maildir %1$s/got
                keep on
                tls_trust_file %2$s
                account clear
                port %3$d
                tls off
                auth user
                account stls
                port %4$d
                tls on
                tls_host_override localhost
                tls_starttls on
                account tls
                port %5$d
                tls on
                tls_host_override localhost
                tls_starttls off
                account taking : clear
                keep off
                """.formatted(
                        client, Peer.certificate(server), tee.port(), server.pop3(), server.pop3s()));
    }
}
