// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pennypost.transport.accept.DoorSettings.Limits;
import org.pennypost.transport.accept.DoorSettings.Tls;
import org.pennypost.transport.tls.Certificates;

/** Clients that do not read cost little memory, and are closed in the end. */
class SlowReaderTest {
    @TempDir
    static Path folder;

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @ParameterizedTest
    @EnumSource(
            value = Tls.class,
            names = {"NONE", "IMPLICIT"})
    void aGigabyteNobodyReadsKeepsTheHeapFlat(Tls tls) throws Exception {
        Certificates pair = new Certificates(folder.resolve("fullchain.pem"), folder.resolve("privkey.pem"), null);
        TlsClients clients = new TlsClients();
        Toy toy = new Toy("v1");
        try (Server server = new Server(Server.stall(Duration.ofSeconds(1)))) {
            server.lane.arrive(toy);
            server.open(tls, pair, Limits.NONE);
            try (Client slow = tls == Tls.NONE ? server.connect() : clients.connect(server);
                    Client flooded = tls == Tls.NONE ? server.connect() : clients.connect(server);
                    Client other = tls == Tls.NONE ? server.connect() : clients.connect(server)) {
                slow.line();
                flooded.line();
                other.line();
                long before = used();
                slow.send("SEND 1000000000\r\n");
                flooded.send("FLOOD\r\n");
                await().until(() -> toy.executed.get() == 2);
                assertThat(other.ask("ECHO x")).isEqualTo("v1 x");
                assertThat(used() - before).isLessThan(16L * 1024 * 1024);
                await().atMost(Duration.ofSeconds(10))
                        .untilAsserted(() -> assertThat(toy.closed).hasValue(2));
                assertThat(toy.contentsClosed).hasValue(1);
                assertThat(other.ask("ECHO y")).isEqualTo("v1 y");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Tls.class,
            names = {"NONE", "IMPLICIT"})
    void sendsAFileAndClosesIt(Tls tls) throws Exception {
        Path file = folder.resolve("message-" + tls);
        byte[] octets = new byte[3_000_000];
        new Random(7).nextBytes(octets);
        Files.write(file, octets);
        Certificates pair = new Certificates(folder.resolve("fullchain.pem"), folder.resolve("privkey.pem"), null);
        TlsClients clients = new TlsClients();
        Toy toy = new Toy("v1");
        toy.file = file;
        try (Server server = new Server()) {
            server.lane.arrive(toy);
            server.open(tls, pair, Limits.NONE);
            try (Client client = tls == Tls.NONE ? server.connect() : clients.connect(server)) {
                client.line();
                client.send("FILE\r\n");
                assertThat(client.octets(octets.length - 3)).isEqualTo(Arrays.copyOfRange(octets, 3, octets.length));
                assertThat(client.line()).isEqualTo("sent");
                client.send("FILE\r\nFILE\r\n");
                await().until(() -> toy.executed.get() == 3);
            }
            await().untilAsserted(() -> assertThat(toy.contentsClosed).hasValue(3));
        }
    }

    @Test
    void aSlowReaderIsNotIdle() throws Exception {
        Toy toy = new Toy("v1");
        toy.idle = Duration.ofMillis(150);
        try (Server server = new Server()) {
            server.lane.arrive(toy);
            server.clear();
            try (Client client = server.connect()) {
                client.line();
                client.send("SEND 30000000\r\n");
                client.skip(1000);
                await().during(Duration.ofMillis(500)).until(() -> toy.sessions.size() == 1);
                assertThat(client.skip(29_999_000)).isEqualTo(29_999_000);
                assertThat(client.line()).isEqualTo("sent");
                assertThat(client.line()).isEqualTo("BYE idle");
            }
        }
    }
}
