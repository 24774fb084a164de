// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.transport.accept.DoorSettings.Limits;
import org.pennypost.transport.accept.DoorSettings.Tls;
import org.pennypost.transport.flow.FlowSettings;
import org.pennypost.transport.tls.Certificates;

/** TLS over real sockets. */
class TlsTest {
    @TempDir
    static Path folder;

    private static Certificates pair;
    private static TlsClients clients;

    private final Toy toy = new Toy("v1");
    private Server server = new Server();

    @BeforeAll
    static void certificate() throws Exception {
        pair = new Certificates(folder.resolve("fullchain.pem"), folder.resolve("privkey.pem"), null);
        clients = new TlsClients();
    }

    @BeforeEach
    void start() {
        server.lane.arrive(toy);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void talksInImplicitTlsAndEndsIt() throws Exception {
        server.open(Tls.IMPLICIT, pair, Limits.NONE);
        try (Client client = clients.connect(server)) {
            assertThat(client.line()).isEqualTo("hello from v1");
            assertThat(client.ask("TLS")).startsWith("TLSv1.3 TLS_");
            client.send("SEND 3000000\r\nECHO b\r\n");
            assertThat(client.skip(3_000_000)).isEqualTo(3_000_000);
            assertThat(client.line()).isEqualTo("sent");
            assertThat(client.line()).isEqualTo("v1 b");
            client.send("QUIT\r\n");
            assertThat(client.line()).isEqualTo("BYE");
            // An end without close_notify would be an SSLException.
            assertThat(client.line()).isNull();
        }
        assertThat(toy.contentsClosed).hasValue(1);
    }

    @RepeatedTest(3)
    void whoWantsAnotherProtocolIsTurnedAway() throws Exception {
        server.open(Tls.IMPLICIT, pair.speaking("imap"), Limits.NONE);
        try (Client client = server.connect()) {
            clients.secure(client, "localhost", List.of("imap", "other"));
            assertThat(client.line()).isEqualTo("hello from v1");
        }
        try (Client client = clients.connect(server)) {
            assertThat(client.line()).isEqualTo("hello from v1");
        }
        try (Client client = server.connect()) {
            assertThatThrownBy(() -> clients.secure(client, "localhost", List.of("http/1.1", "h2")))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("no_application_protocol");
        }
    }

    @Test
    void takesAnUploadInTls() throws Exception {
        server.open(Tls.IMPLICIT, pair, Limits.NONE);
        try (Client client = clients.connect(server)) {
            client.line();
            String line = "COUNT" + " ".repeat(65_000) + "\r\n";
            for (int i = 1; i <= 200; i++) {
                client.send(line);
            }
            for (int i = 1; i <= 200; i++) {
                assertThat(client.line()).isEqualTo(String.valueOf(i));
            }
        }
    }

    @Test
    void manySmallAnswersDoNotOverflowTheTlsFilter() throws Exception {
        server.open(Tls.IMPLICIT, pair, Limits.NONE);
        try (Client client = clients.connect(server)) {
            client.line();
            client.send("ECHO x\r\n".repeat(10_000));
            for (int i = 0; i < 10_000; i++) {
                assertThat(client.line()).isEqualTo("v1 x");
            }
        }
    }

    @Test
    void beginsTlsBehindTheOk() throws Exception {
        server.open(Tls.STARTTLS, pair, Limits.NONE);
        for (int i = 0; i < 200; i++) {
            try (Client client = server.connect()) {
                client.line();
                assertThat(client.ask("TLS")).isEqualTo("none");
                assertThat(client.ask("STARTTLS")).isEqualTo("OK begin");
                clients.secure(client);
                assertThat(client.ask("TLS")).startsWith("TLSv1.3");
                assertThat(client.ask("ECHO inside")).isEqualTo("v1 inside");
                assertThat(client.ask("COUNT")).isEqualTo("5");
            }
        }
    }

    @Test
    void beginsTlsFromAStepOfItsOwn() throws Exception {
        server.open(Tls.STARTTLS, pair, Limits.NONE);
        for (int i = 0; i < 20; i++) {
            try (Client client = server.connect()) {
                client.line();
                assertThat(client.ask("STARTLATER")).isEqualTo("OK begin");
                clients.secure(client);
                assertThat(client.ask("TLS")).startsWith("TLSv1.3");
            }
        }
    }

    @Test
    void refusesSoManyAtATimeAndClosesTheOthers() throws Exception {
        server.close();
        FlowSettings shipped = FlowSettings.SHIPPED;
        server = new Server(new FlowSettings(shipped.window(), shipped.mark(), 2, shipped.times()));
        server.lane.arrive(toy);
        toy.channels = 1;
        server.open(Tls.IMPLICIT, pair, Limits.NONE);
        try (Client welcome = clients.connect(server);
                Client first = server.connect();
                Client second = server.connect()) {
            assertThat(welcome.line()).isEqualTo("hello from v1");
            await().until(() -> server.engine.connections().size() == 3);
            try (Client third = server.connect()) {
                // It comes while two have not done their handshakes.
                assertThat(third.line()).isNull();
            }
            for (Client refused : List.of(first, second)) {
                clients.secure(refused);
                assertThat(refused.line()).isEqualTo("BYE Too many connections");
                assertThat(refused.line()).isNull();
            }
            assertThat(welcome.ask("ECHO a")).isEqualTo("v1 a");
        }
    }

    @Test
    void executesNothingThatIsPipelinedBehindStartTls() throws Exception {
        server.open(Tls.STARTTLS, pair, Limits.NONE);
        for (int i = 0; i < 200; i++) {
            int before = toy.executed.get();
            try (Client client = server.connect()) {
                client.line();
                String injected = i % 4 == 3 ? "ECHO half" : "ECHO injected\r\n";
                if (i % 2 == 0) {
                    client.send("STARTTLS\r\n" + injected);
                } else {
                    client.send("STARTTLS\r\n").send(injected);
                }
                try {
                    client.line();
                    clients.secure(client);
                    client.ask("ECHO honest");
                } catch (IOException e) {
                    assertThat(e).isNotInstanceOf(java.net.SocketTimeoutException.class);
                }
            }
            await().pollInterval(Duration.ofMillis(2))
                    .until(() -> server.engine.connections().isEmpty());
            // STARTTLS alone.
            assertThat(toy.executed.get() - before).isEqualTo(1);
        }
    }

    @Test
    void refusesInsideTls() throws Exception {
        toy.channels = 0;
        server.open(Tls.IMPLICIT, pair, Limits.NONE);
        toy.channels = 1;
        server.door.check();
        try (Client one = clients.connect(server);
                Client two = clients.connect(server)) {
            assertThat(one.line()).isEqualTo("hello from v1");
            assertThat(two.line()).isEqualTo("BYE Too many connections");
            assertThat(two.line()).isNull();
        }
    }

    @Test
    void aThousandHandshakesDoNotStopOthers() throws Exception {
        server.open(Tls.STARTTLS, pair, Limits.NONE);
        ExecutorService threads = Executors.newFixedThreadPool(50);
        List<Client> open = new ArrayList<>();
        try (Client bystander = server.connect()) {
            bystander.line();
            List<Future<Client>> handshakes = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                handshakes.add(threads.submit(() -> {
                    Client client = server.connect();
                    client.line();
                    client.ask("STARTTLS");
                    clients.secure(client);
                    return client;
                }));
            }
            long worst = 0;
            while (handshakes.stream().anyMatch(handshake -> !handshake.isDone())) {
                long began = System.nanoTime();
                assertThat(bystander.ask("ECHO x")).isEqualTo("v1 x");
                worst = Math.max(worst, System.nanoTime() - began);
            }
            for (Future<Client> handshake : handshakes) {
                open.add(handshake.get());
            }
            assertThat(Duration.ofNanos(worst)).isLessThan(Duration.ofSeconds(2));
            assertThat(open.get(999).ask("TLS")).startsWith("TLSv1.3");
        } finally {
            threads.shutdownNow();
            for (Client client : open) {
                client.close();
            }
        }
    }

    @Test
    void closesWhoBeginsNoHandshake() throws Exception {
        server.close();
        server = new Server(Server.times(Duration.ofSeconds(60), Duration.ofMillis(300), Duration.ofSeconds(30)));
        server.lane.arrive(toy);
        server.open(Tls.IMPLICIT, pair, Limits.NONE);
        try (Client client = server.connect()) {
            assertThat(client.line()).isNull();
        }
    }
}
