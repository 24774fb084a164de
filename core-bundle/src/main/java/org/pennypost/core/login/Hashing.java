// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.time.Duration;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.pennypost.core.plugin.Threads;

/**
 * The permits to hash: fewer than cores, so that mail goes on, behind a bounded queue in which users at addresses that are
 * known pass those who may be guessing.
 */
final class Hashing {
    private final AtomicLong numbers = new AtomicLong();
    private final ThreadPoolExecutor permits;
    private final IntSupplier queue;

    private record Task(boolean known, long number, Runnable work) implements Runnable, Comparable<Task> {
        @Override
        public void run() {
            work.run();
        }

        @Override
        public int compareTo(Task other) {
            int first = Boolean.compare(other.known, known);
            return first != 0 ? first : Long.compare(number, other.number);
        }
    }

    Hashing(IntSupplier queue) {
        this.queue = queue;
        int permitted = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        permits = new ThreadPoolExecutor(
                permitted, permitted, 30, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), Threads.named("hash"));
        permits.allowCoreThreadTimeOut(true);
    }

    /** Tells whether one more may wait; there are places that guessers cannot take. */
    boolean hasRoom(boolean known) {
        return permits.getQueue().size() < queue.getAsInt() * (known ? 2L : 1L);
    }

    /**
     * Runs work when its turn comes.
     *
     * @param known whether it goes first
     * @throws RejectedExecutionException when closed
     */
    void run(boolean known, Runnable work) {
        permits.execute(new Task(known, numbers.incrementAndGet(), work));
    }

    /** Begins nothing any more; returns whether all has ended in time. */
    boolean close(Duration time) {
        permits.shutdownNow();
        try {
            return permits.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
