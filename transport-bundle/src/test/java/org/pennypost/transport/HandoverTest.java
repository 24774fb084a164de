// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.transport.accept.DoorSettings.Limits;
import org.pennypost.transport.accept.DoorSettings.Tls;
import org.pennypost.transport.flow.SocketConnection;
import org.pennypost.transport.tls.Certificates;

/** Sessions pass from one version of a protocol to another while their clients stay. */
class HandoverTest {
    private static final Duration GRACE = Duration.ofSeconds(10);

    @TempDir
    static Path folder;

    private final Server server = new Server();
    private final Toy one = new Toy("v1");
    private final Toy two = new Toy("v2");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void goesOnWithHalfALine() throws Exception {
        server.lane.arrive(one);
        server.clear();
        try (Client client = server.connect()) {
            client.line();
            assertThat(client.ask("ECHO a")).isEqualTo("v1 a");
            client.send("ECHO ha");
            server.lane.depart(one, GRACE);
            client.send("lf\r\nECHO c\r\n");
            server.lane.arrive(two);
            assertThat(client.line()).isEqualTo("v2 half");
            assertThat(client.line()).isEqualTo("v2 c");
            assertThat(client.ask("COUNT")).isEqualTo("4");
        }
        await().untilAsserted(() -> assertThat(two.closed).hasValue(1));
        assertThat(one.closed).hasValue(0);
    }

    @Test
    void aThousandSessionsPassInWellUnderASecondAndTheOldVersionIsForgotten() throws Exception {
        Certificates pair = new Certificates(folder.resolve("fullchain.pem"), folder.resolve("privkey.pem"), null);
        TlsClients tls = new TlsClients();
        Toy old = new Toy("old");
        server.lane.arrive(old);
        server.open(Tls.STARTTLS, pair, Limits.NONE);
        List<Client> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 1000; i++) {
                Client client = server.connect();
                clients.add(client);
                client.line();
                if (i % 10 == 0) {
                    client.ask("STARTTLS");
                    tls.secure(client);
                }
                assertThat(client.send("NEVER\r\n").ask("ECHO " + i)).isEqualTo("old " + i);
                client.send("ECHO half");
            }
            long began = System.nanoTime();
            server.lane.depart(old, GRACE);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(900));
            server.lane.arrive(two);
            clients.get(999).send("\r\n").line();
            await().until(() -> two.sessions.size() == 1000);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            for (Client client : clients.subList(0, 999)) {
                assertThat(client.send(" way\r\n").line()).isEqualTo("v2 half way");
            }
            WeakReference<Toy> forgotten = new WeakReference<>(old);
            old = null;
            await().until(() -> {
                System.gc();
                return forgotten.get() == null;
            });
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }

    @Test
    void finishesABodyThatWasHandedOver() throws Exception {
        server.lane.arrive(one);
        server.clear();
        try (Client client = server.connect()) {
            client.line();
            client.send("SEND 50000000\r\nECHO half");
            assertThat(client.skip(1000)).isEqualTo(1000);
            server.lane.depart(one, GRACE);
            assertThat(client.skip(49_999_000)).isEqualTo(49_999_000);
            assertThat(client.line()).isEqualTo("sent");
            server.lane.arrive(two);
            assertThat(client.ask("")).isEqualTo("v2 half");
        }
    }

    @Test
    void waitsForTheRunningStepAndForAStepThatHolds() throws Exception {
        one.gate = new CountDownLatch(1);
        server.lane.arrive(one);
        server.clear();
        try (Client client = server.connect()) {
            client.line();
            client.send("WAIT\r\nECHO next\r\n");
            await().until(() -> one.executed.get() == 1);
            Thread leaving = new Thread(() -> server.lane.depart(one, GRACE));
            leaving.start();
            await().until(() -> !server.lane.served());
            assertThat(leaving.isAlive()).isTrue();
            one.gate.countDown();
            leaving.join();
            assertThat(client.line()).isEqualTo("waited");
            SocketConnection connection = server.engine.connections().iterator().next();
            assertThat(connection.hold(Duration.ZERO)).isTrue();
            server.lane.arrive(two);
            await().until(() -> two.sessions.size() == 1);
            client.send("ECHO held\r\n");
            assertThat(two.executed).hasValue(0);
            connection.release();
            assertThat(client.line()).isEqualTo(one.executed.get() == 2 ? "v1 next" : "v2 next");
            assertThat(client.line()).isEqualTo("v2 held");
        }
    }

    @Test
    void closesWhoseStepDoesNotEnd() throws Exception {
        one.gate = new CountDownLatch(1);
        server.lane.arrive(one);
        server.clear();
        try (Client stuck = server.connect();
                Client other = server.connect()) {
            stuck.line();
            other.line();
            stuck.send("WAIT\r\n");
            await().until(() -> one.executed.get() == 1);
            server.lane.depart(one, Duration.ofMillis(200));
            server.lane.arrive(two);
            assertThat(stuck.line()).isNull();
            assertThat(other.ask("ECHO x")).isEqualTo("v2 x");
            assertThat(server.lane.lostSessions()).isEqualTo(1);
            one.gate.countDown();
            await().untilAsserted(() -> assertThat(one.closed).hasValue(1));
        }
    }

    @Test
    void saysFarewellForWhomNobodyComes() throws Exception {
        server.lane.away(Duration.ofMillis(300));
        server.lane.arrive(one);
        server.clear();
        try (Client client = server.connect()) {
            client.line();
            server.lane.depart(one, GRACE);
            assertThat(client.line()).isEqualTo("BYE nobody took over");
            assertThat(client.line()).isNull();
        }
        assertThat(server.door.bound()).isNotNull();
    }

    @Test
    void saysFarewellWhenASessionCannotBeResumed() throws Exception {
        two.resumable = false;
        server.lane.arrive(one);
        server.clear();
        try (Client client = server.connect()) {
            client.line();
            server.lane.depart(one, GRACE);
            server.lane.arrive(two);
            assertThat(client.line()).isEqualTo("BYE nobody took over");
            assertThat(server.lane.lostSessions()).isEqualTo(1);
        }
    }

    @Test
    void survivesVersionsThatChangeWhileTheyAreTakingOver() throws Exception {
        server.lane.arrive(one);
        server.clear();
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            clients.add(server.connect());
            clients.get(i).line();
        }
        Toy last = one;
        for (int i = 0; i < 100; i++) {
            Toy next = new Toy("v" + i);
            server.lane.depart(last, GRACE);
            server.lane.arrive(next);
            clients.get(i % 50).send("ECHO " + i + "\r\n");
            last = next;
        }
        for (int i = 0; i < 50; i++) {
            assertThat(clients.get(i).line()).endsWith(" " + i);
            assertThat(clients.get(i).line()).endsWith(" " + (50 + i));
            assertThat(clients.get(i).ask("COUNT")).isEqualTo("3");
            clients.get(i).close();
        }
        assertThat(server.lane.lostSessions()).isZero();
    }

    @Test
    void aClientWhoEndsMeanwhileIsServedToTheEnd() throws Exception {
        server.lane.arrive(one);
        server.clear();
        try (Client client = server.connect()) {
            client.line();
            SocketConnection connection = server.engine.connections().iterator().next();
            assertThat(connection.hold(GRACE)).isTrue();
            client.send("ECHO last\r\n").socket().shutdownOutput();
            await().until(connection::inputClosed);
            server.lane.depart(one, GRACE);
            connection.release();
            server.lane.arrive(two);
            assertThat(client.line()).isEqualTo("v2 last");
            assertThat(client.line()).isNull();
        }
    }

    @Test
    void clientsWhoComeMeanwhileWait() throws Exception {
        server.lane.arrive(one);
        server.clear();
        server.lane.depart(one, GRACE);
        try (Client client = server.connect()) {
            client.send("ECHO early\r\n");
            await().until(() -> server.lane.connections() == 1);
            server.lane.arrive(two);
            assertThat(client.line()).isEqualTo("hello from v2");
            assertThat(client.line()).isEqualTo("v2 early");
        }
    }
}
