// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.store;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.MailStore;

/** The door to the store that serves: counts calls inside that belong to no step of a session. */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable MailStore store;
    private int inside;

    /** Opens the door to a store, or shuts it. */
    void set(@Nullable MailStore now) {
        lock.lock();
        try {
            store = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    MailStore store() {
        lock.lock();
        try {
            return store;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Goes in, does something, and comes out.
     *
     * @param patience how long to wait for a store
     * @throws MailException UNAVAILABLE if none came
     */
    <T> T call(Duration patience, Function<MailStore, T> task) {
        MailStore entered = enter(patience.toNanos());
        try {
            return task.apply(entered);
        } finally {
            lock.lock();
            try {
                inside--;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private MailStore enter(long patience) {
        lock.lock();
        try {
            long left = patience;
            while (store == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (store == null) {
                throw new MailException(Problem.UNAVAILABLE, "no store is there");
            }
            inside++;
            return store;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailException(Problem.UNAVAILABLE, "interrupted while waiting for a store", e);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nobody is inside; returns whether nobody is. */
    boolean empty(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (inside > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return inside == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Returns {@code time} in nanoseconds from now as a point of {@link System#nanoTime}. */
    static long deadline(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    /** Returns what is left until a deadline, zero if it has passed. */
    static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
