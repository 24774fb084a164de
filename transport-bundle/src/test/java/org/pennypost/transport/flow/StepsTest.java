// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One at a time, in order, held and released. */
class StepsTest {
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    private final Steps steps = new Steps(executor, broken::set, () -> "");

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void runsOneAtATimeInOrder() throws Exception {
        List<Integer> seen = new ArrayList<>();
        AtomicInteger inside = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(10_000);
        for (int i = 0; i < 10_000; i++) {
            int number = i;
            steps.add(() -> {
                if (inside.incrementAndGet() == 1) {
                    seen.add(number);
                }
                inside.decrementAndGet();
                done.countDown();
            });
        }
        done.await();
        assertThat(seen).hasSize(10_000).isSorted();
    }

    @Test
    void aHoldCountsAndTakesEffectBetweenSteps() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        steps.add(() -> {
            begun.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        steps.add(ran::incrementAndGet);
        begun.await();
        assertThat(steps.hold(Duration.ofMillis(50))).isFalse();
        gate.countDown();
        assertThat(steps.hold(Duration.ofSeconds(10))).isTrue();
        steps.inside(() -> assertThat(ran.compareAndSet(0, 100)).isTrue());
        assertThat(broken.get()).isNull();
        steps.release();
        assertThat(ran).hasValue(100);
        steps.release();
        await().untilAsserted(() -> assertThat(ran).hasValue(101));
    }

    @Test
    void goesOnAfterAStepThatThrows() {
        AtomicInteger ran = new AtomicInteger();
        steps.add(() -> {
            throw new NoClassDefFoundError("gone");
        });
        steps.add(ran::incrementAndGet);
        await().untilAsserted(() -> assertThat(ran).hasValue(1));
        assertThat(broken.get()).isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void aLongStepGetsASubstituteThread() {
        Workers workers = new Workers(1);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        workers.execute(() -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        workers.execute(ran::incrementAndGet);
        await().until(() -> {
            workers.watch(Duration.ofMillis(1));
            return ran.get() == 1;
        });
        assertThat(workers.limit()).isEqualTo(2);
        gate.countDown();
        await().until(() -> workers.limit() == 1);
        workers.stop(Duration.ZERO);
    }
}
