// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps that take long (engine rule 13). */
class LongStepTest {
    private final Toy toy = new Toy("v1");
    private final Server server =
            new Server(Server.times(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMillis(500)));

    @BeforeEach
    void start() {
        server.lane.arrive(toy);
        server.clear();
    }

    @AfterEach
    void stop() {
        toy.gate.countDown();
        server.close();
    }

    @Test
    void aStepThatTicksMayTakeItsTime() throws Exception {
        try (Client client = server.connect()) {
            client.line();
            assertThat(client.ask("TICK 2000")).isEqualTo("ticked");
        }
    }

    @Test
    void whoseStepsGiveNoSignOfLifeAreClosedAndOthersAreServed() throws Exception {
        toy.gate = new CountDownLatch(1);
        List<Client> stuck = new ArrayList<>();
        try (Client other = server.connect()) {
            other.line();
            // More than there are threads.
            for (int i = 0; i < 4; i++) {
                Client client = server.connect();
                stuck.add(client);
                client.line();
                client.send("WAIT\r\n");
            }
            assertThat(other.ask("ECHO a")).isEqualTo("v1 a");
            for (Client client : stuck) {
                assertThat(client.line()).isNull();
            }
            assertThat(other.ask("ECHO b")).isEqualTo("v1 b");
        } finally {
            for (Client client : stuck) {
                client.close();
            }
        }
    }
}
