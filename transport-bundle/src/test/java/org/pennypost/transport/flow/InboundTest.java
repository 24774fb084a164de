// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.mina.core.buffer.IoBuffer;
import org.junit.jupiter.api.Test;

/** The inbound buffer, and the moment at which TLS begins. */
class InboundTest {
    private final Inbound inbound = new Inbound();

    private static IoBuffer octets(int count) {
        return IoBuffer.wrap(new byte[count]);
    }

    @Test
    void tellsWhatWaitsWhenItIsSealed() {
        inbound.arrive(octets(3));
        assertThat(inbound.seal()).isFalse();
        assertThat(inbound.waiting()).isEqualTo(3);
    }

    @Test
    void countsWhatAStepLeft() {
        inbound.arrive(octets(3));
        inbound.take().skip(2);
        assertThat(inbound.settle()).isEqualTo(1);
        assertThat(inbound.seal()).isFalse();
    }

    @Test
    void takesNothingWhileSealed() {
        assertThat(inbound.seal()).isTrue();
        assertThat(inbound.arrive(octets(3))).isEqualTo(-1);
        assertThat(inbound.waiting()).isZero();
        inbound.unseal();
        assertThat(inbound.arrive(octets(3))).isEqualTo(3);
    }

    @Test
    void octetsThatComeAtTheSameMomentAreSeenByOneOfTheTwo() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < 20_000; i++) {
                Inbound other = new Inbound();
                Future<Integer> arrived = thread.submit(() -> {
                    together.await();
                    return other.arrive(octets(1));
                });
                together.await();
                boolean empty = other.seal();
                assertThat(arrived.get()).isEqualTo(empty ? -1 : 1);
            }
        } finally {
            thread.shutdownNow();
        }
    }
}
