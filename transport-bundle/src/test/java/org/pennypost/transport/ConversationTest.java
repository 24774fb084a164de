// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pennypost.transport.accept.DoorSettings.Limits;
import org.pennypost.transport.accept.DoorSettings.Tls;
import org.pennypost.transport.flow.SocketConnection;

/** Commands and answers over real sockets, in clear. */
class ConversationTest {
    private final Toy toy = new Toy("v1");
    private Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersCommandsInOrder() throws Exception {
        server.lane.arrive(toy);
        server.clear();
        try (Client client = server.connect()) {
            assertThat(client.line()).isEqualTo("hello from v1");
            StringBuilder commands = new StringBuilder();
            for (int i = 0; i < 10_000; i++) {
                commands.append("ECHO ").append(i).append("\r\n");
            }
            Thread writer = new Thread(() -> {
                try {
                    client.send(commands.toString());
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            writer.start();
            for (int i = 0; i < 10_000; i++) {
                assertThat(client.line()).isEqualTo("v1 " + i);
            }
            writer.join();
            assertThat(client.ask("QUIT")).isEqualTo("BYE");
            assertThat(client.line()).isNull();
        }
        await().untilAsserted(() -> assertThat(toy.closed).hasValue(1));
        assertThat(server.lane.connections()).isZero();
        assertThat(server.door.connections()).isZero();
        assertThat(server.engine.connections()).isEmpty();
    }

    @Test
    void takesAnUploadThatPausesAtTheMark() throws Exception {
        server.lane.arrive(toy);
        server.clear();
        try (Client client = server.connect()) {
            client.line();
            long began = System.nanoTime();
            String line = "COUNT" + " ".repeat(65_000) + "\r\n";
            for (int i = 1; i <= 400; i++) {
                client.send(line);
            }
            for (int i = 1; i <= 400; i++) {
                assertThat(client.line()).isEqualTo(String.valueOf(i));
            }
            // A reading pause that ends only when the selector wakes by itself would cost a second each.
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void sendsAContentInItsTurnAndClosesIt() throws Exception {
        server.lane.arrive(toy);
        server.clear();
        try (Client client = server.connect()) {
            client.line();
            client.send("ECHO a\r\nSEND 5000000\r\nECHO b\r\n");
            assertThat(client.line()).isEqualTo("v1 a");
            assertThat(client.skip(5_000_000)).isEqualTo(5_000_000);
            assertThat(client.line()).isEqualTo("sent");
            assertThat(client.line()).isEqualTo("v1 b");
            assertThat(toy.contentsClosed).hasValue(1);
            client.send("SEND 5000000\r\n");
            client.skip(100);
        }
        await().untilAsserted(() -> assertThat(toy.contentsClosed).hasValue(2));
    }

    @Test
    void waitsForAProtocol() throws Exception {
        server.clear();
        try (Client client = server.connect()) {
            client.send("ECHO early\r\n");
            await().until(() -> server.lane.connections() == 1);
            server.lane.arrive(toy);
            assertThat(client.line()).isEqualTo("hello from v1");
            assertThat(client.line()).isEqualTo("v1 early");
        }
    }

    @Test
    void runsTimersAndSaysGoodbyeToIdleClients() throws Exception {
        toy.idle = Duration.ofMillis(300);
        server.lane.arrive(toy);
        server.clear();
        try (Client client = server.connect()) {
            client.line();
            assertThat(client.ask("LATER")).isEqualTo("later");
            assertThat(client.line()).isEqualTo("BYE idle");
            assertThat(client.line()).isNull();
        }
    }

    @Test
    void closesAConnectionWhoseStepFailsAndServesOthers() throws Exception {
        server.lane.arrive(toy);
        server.clear();
        try (Client one = server.connect();
                Client two = server.connect()) {
            one.line();
            two.line();
            assertThat(one.ask("BREAK")).isNull();
            assertThat(two.ask("ECHO still here")).isEqualTo("v1 still here");
        }
    }

    @Test
    void refusesWhoIsOneTooMany() throws Exception {
        toy.channels = 2;
        server.lane.arrive(toy);
        server.clear();
        try (Client one = server.connect();
                Client two = server.connect()) {
            one.line();
            two.line();
            try (Client three = server.connect()) {
                assertThat(three.line()).isEqualTo("BYE Too many connections");
                assertThat(three.line()).isNull();
            }
            one.close();
            await().until(() -> server.lane.connections() == 1);
            try (Client four = server.connect()) {
                assertThat(four.line()).isEqualTo("hello from v1");
            }
        }
    }

    @Test
    void finishesForAClientWhoHasSaidHisLastWord() throws Exception {
        server.lane.arrive(toy);
        server.clear();
        try (Client client = server.connect()) {
            client.line();
            client.send("SEND 3000000\r\nECHO last\r\n").socket().shutdownOutput();
            assertThat(client.skip(3_000_000)).isEqualTo(3_000_000);
            assertThat(client.line()).isEqualTo("sent");
            assertThat(client.line()).isEqualTo("v1 last");
            assertThat(client.line()).isNull();
        }
    }

    @Test
    void hearsTheLastWordsOfAClientWhoIsBusyMeanwhile() throws Exception {
        server.lane.arrive(toy);
        server.clear();
        toy.gate = new CountDownLatch(1);
        try (Client client = server.connect()) {
            client.line();
            client.send("WAIT\r\nECHO last\r\nhalf").socket().shutdownOutput();
            await().until(() -> server.engine.connections().stream().allMatch(SocketConnection::inputClosed));
            toy.gate.countDown();
            assertThat(client.line()).isEqualTo("waited");
            assertThat(client.line()).isEqualTo("v1 last");
            assertThat(client.line()).isNull();
        }
    }

    @Test
    void refusesMoreFromOneAddress() throws Exception {
        server.lane.arrive(toy);
        server.open(Tls.NONE, null, Limits.of(100, 1));
        try (Client one = server.connect()) {
            assertThat(one.line()).isEqualTo("hello from v1");
            try (Client two = server.connect()) {
                assertThat(two.line()).isEqualTo("BYE Too many connections from your address");
            }
        }
    }

    @Test
    void noChannelsCloseTheDoorAndLetSessionsEnd() throws Exception {
        server.lane.arrive(toy);
        server.clear();
        try (Client client = server.connect()) {
            client.line();
            toy.channels = 0;
            server.door.check();
            assertThat(server.door.bound()).isNull();
            assertThat(client.ask("ECHO on")).isEqualTo("v1 on");
            toy.channels = 5;
            server.door.check();
            assertThat(server.door.bound()).isNotNull();
        }
    }

    @Test
    void movesToAnotherPortWithoutDroppingSessions() throws Exception {
        server.lane.arrive(toy);
        server.clear();
        try (Client client = server.connect()) {
            client.line();
            var first = server.door.bound();
            server.door.set(new org.pennypost.transport.accept.DoorSettings(
                    new java.net.InetSocketAddress("127.0.0.2", 0), server.lane, Tls.NONE, null, Limits.NONE));
            assertThat(server.door.bound()).isNotEqualTo(first);
            assertThat(client.ask("ECHO still")).isEqualTo("v1 still");
            try (Client other = server.connect()) {
                assertThat(other.line()).isEqualTo("hello from v1");
            }
        }
    }

    @Test
    void saysWhyAPortCannotBeOpened() throws Exception {
        try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            server.door.set(new org.pennypost.transport.accept.DoorSettings(
                    (java.net.InetSocketAddress) taken.getLocalSocketAddress(),
                    server.lane,
                    Tls.NONE,
                    null,
                    Limits.NONE));
            assertThat(server.door.failed()).isTrue();
            assertThat(server.door.problem()).contains("in use");
        }
        server.door.check();
        assertThat(server.door.problem()).isEmpty();
    }
}
