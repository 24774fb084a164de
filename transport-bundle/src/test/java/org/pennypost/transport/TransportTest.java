// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.pennypost.transport.accept.Door;
import org.pennypost.transport.accept.DoorSettings;

/** Start and stop. */
class TransportTest {
    private static DoorSettings settings(Transport transport) {
        return new DoorSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                transport.lane("toy"),
                DoorSettings.Tls.NONE,
                null,
                DoorSettings.Limits.NONE);
    }

    @Test
    void saysFarewellToAllAndEndsWithinFourSeconds() throws Exception {
        Transport transport = new Transport(shipped());
        Door door = new Door("toy", transport.engine());
        door.set(settings(transport));
        transport.add(door);
        Toy toy = new Toy("v1");
        toy.gate = new CountDownLatch(1);
        transport.lane("toy").arrive(toy);
        try (Client idle = new Client(door.bound());
                Client busy = new Client(door.bound())) {
            idle.line();
            busy.line();
            busy.send("WAIT\r\n");
            await().until(() -> toy.executed.get() == 1);
            assertThat(transport.listeners()).singleElement().satisfies(state -> {
                assertThat(state.name()).isEqualTo("toy");
                assertThat(state.connections()).isEqualTo(2);
                assertThat(state.problem()).isEmpty();
            });
            long began = System.nanoTime();
            transport.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
            assertThat(idle.line()).isEqualTo("BYE server is stopping");
            assertThat(busy.line()).isNull();
            await().untilAsserted(() -> assertThat(toy.closed).hasValue(1));
        } finally {
            toy.gate.countDown();
        }
    }

    private static TransportSettings shipped() {
        return (TransportSettings) Proxy.newProxyInstance(
                TransportSettings.class.getClassLoader(),
                new Class<?>[] {TransportSettings.class},
                (proxy, method, arguments) -> method.getDefaultValue());
    }
}
