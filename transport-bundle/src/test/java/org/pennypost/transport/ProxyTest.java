// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.api.net.Networks;
import org.pennypost.transport.accept.DoorSettings.Limits;
import org.pennypost.transport.accept.DoorSettings.Tls;
import org.pennypost.transport.tls.Certificates;

/** Listeners behind a proxy, and in front of those who pretend to be one. */
class ProxyTest {
    private static final String HEADER = "PROXY TCP4 192.0.2.7 198.51.100.1 56324 143\r\n";

    @TempDir
    Path folder;

    private Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    private void open(Tls tls, int perAddress, String networks) throws Exception {
        server.lane.arrive(new Toy("v1"));
        server.open(
                tls,
                tls == Tls.NONE ? null : new Certificates(folder.resolve("c.pem"), folder.resolve("k.pem"), null),
                new Limits(100, perAddress, Networks.parse(networks)));
    }

    private static void closed(Client client) throws IOException {
        try {
            String line = client.line();
            assertThat(line == null || line.equals("hello from v1")).isTrue();
            if (line != null) {
                assertThat(client.line()).isNull();
            }
        } catch (java.net.SocketException e) {
            // Reset: octets were left unread.
        }
    }

    private String remote() {
        return await().until(
                        () -> server.engine.connections().stream()
                                .map(connection -> connection.peer().remote().toString())
                                .findFirst()
                                .orElse(null),
                        java.util.Objects::nonNull);
    }

    @Test
    void theClientIsWhoTheProxySays() throws Exception {
        open(Tls.NONE, 100, "10.0.0.0/8, 127.0.0.1");
        try (Client client = server.connect()) {
            client.send(HEADER + "ECHO a\r\n");
            assertThat(client.line()).isEqualTo("hello from v1");
            assertThat(client.line()).isEqualTo("v1 a");
            assertThat(remote()).isEqualTo("/192.0.2.7:56324");
            assertThat(server.engine.connections().iterator().next().peer().loopback())
                    .isFalse();
        }
    }

    @Test
    void theHeaderMayComeOctetByOctet() throws Exception {
        open(Tls.NONE, 100, "127.0.0.0/8");
        try (Client client = server.connect()) {
            for (char c : HEADER.toCharArray()) {
                client.send(String.valueOf(c));
            }
            assertThat(client.line()).isEqualTo("hello from v1");
            assertThat(client.ask("ECHO a")).isEqualTo("v1 a");
        }
    }

    @Test
    void tlsBeginsBehindTheHeader() throws Exception {
        open(Tls.IMPLICIT, 100, "127.0.0.1");
        TlsClients clients = new TlsClients();
        try (Client client = server.connect()) {
            byte[] header = java.util.HexFormat.of()
                    .parseHex("0d0a0d0a000d0a515549540a" + "21110013" + "c0000207" + "c6336401" + "dc04" + "03e1"
                            + "20000401020304");
            client.socket().getOutputStream().write(header);
            clients.secure(client);
            assertThat(client.line()).isEqualTo("hello from v1");
            assertThat(client.ask("TLS")).startsWith("TLSv1.3");
            assertThat(remote()).isEqualTo("/192.0.2.7:56324");
        }
    }

    @Test
    void limitsCountTheAddressInTheHeader() throws Exception {
        open(Tls.NONE, 1, "127.0.0.1");
        try (Client one = server.connect();
                Client other = server.connect();
                Client again = server.connect()) {
            one.send(HEADER);
            assertThat(one.line()).isEqualTo("hello from v1");
            other.send("PROXY TCP6 2001:db8::1 2001:db8::2 1 1\r\n");
            assertThat(other.line()).isEqualTo("hello from v1");
            again.send(HEADER.replace("56324", "56325"));
            assertThat(again.line()).isEqualTo("BYE Too many connections from your address");
            assertThat(again.line()).isNull();
        }
        await().until(() -> server.door.connections() == 0);
        try (Client one = server.connect()) {
            one.send(HEADER);
            assertThat(one.line()).isEqualTo("hello from v1");
        }
    }

    @Test
    void aProxyThatSpeaksForItselfCountsAsItself() throws Exception {
        open(Tls.NONE, 100, "127.0.0.1");
        try (Client client = server.connect()) {
            client.send("PROXY UNKNOWN whatever\r\n");
            assertThat(client.line()).isEqualTo("hello from v1");
            assertThat(remote()).startsWith("/127.0.0.1:");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ECHO a\r\n",
                "\r\n\r\nQUIT\r\n",
                "PROXY TCP4 1.2.3.4\r\n",
                "PROXY TCP4 x x x x x x x x x x"
                        + " x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x"
            })
    void whoShouldSpeakAsAProxyAndDoesNotIsClosed(String text) throws Exception {
        open(Tls.NONE, 100, "127.0.0.1");
        try (Client client = server.connect()) {
            client.send(text);
            closed(client);
        }
        assertThat(server.door.connections()).isZero();
    }

    @Test
    void aProxyThatSaysNothingIsClosed() throws Exception {
        server.close();
        server = new Server(Server.times(Duration.ofSeconds(60), Duration.ofMillis(300), Duration.ofSeconds(30)));
        open(Tls.NONE, 100, "127.0.0.1");
        try (Client client = server.connect()) {
            client.send("PROXY TCP4 ");
            assertThat(client.line()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY TCP4 127.0.0.1 127.0.0.1 1 143\r\nECHO a\r\n", "PROXY ", "\r\n\r\n\0\r\nQUIT\n"})
    void aHeaderFromElsewhereCloses(String text) throws Exception {
        open(Tls.STARTTLS, 100, "192.0.2.0/24");
        Toy toy = new Toy("v1");
        for (boolean whole : new boolean[] {true, false}) {
            try (Client client = server.connect()) {
                assertThat(client.line()).isEqualTo("hello from v1");
                if (whole) {
                    client.send(text);
                } else {
                    for (byte octet : text.getBytes(StandardCharsets.ISO_8859_1)) {
                        client.socket().getOutputStream().write(octet);
                    }
                }
                closed(client);
            } catch (java.net.SocketException e) {
                assertThat(e).hasMessageMatching(".*(reset|[Bb]roken pipe|closed).*");
            }
        }
        assertThat(toy.executed).hasValue(0);
    }

    @Test
    void wordsThatOnlyBeginLikeAHeaderAreWords() throws Exception {
        open(Tls.NONE, 100, "");
        try (Client client = server.connect()) {
            client.line();
            assertThat(client.ask("PROXX")).isEqualTo("what?");
            assertThat(client.ask("PROXY is no header here")).isEqualTo("what?");
        }
    }
}
