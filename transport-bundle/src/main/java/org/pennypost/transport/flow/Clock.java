// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Connection;

/** The timers of one connection. They queue steps, and hold nothing of a session once they are cancelled. */
final class Clock {
    private final ScheduledExecutorService timers;
    private final Steps steps;
    private final BooleanSupplier busy;
    private final Runnable idle;
    /** Made with the first timer: most connections have none. */
    private @Nullable List<Later> pending;

    private long idleNanos;
    private volatile long lastMove = System.nanoTime();
    private @Nullable Future<?> idleTimer;

    Clock(ScheduledExecutorService timers, Steps steps, BooleanSupplier busy, Runnable idle) {
        this.timers = timers;
        this.steps = steps;
        this.busy = busy;
        this.idle = idle;
    }

    /** Notes traffic. */
    void moved() {
        lastMove = System.nanoTime();
    }

    Connection.Timer later(Duration delay, Runnable task) {
        Later later = new Later(task);
        synchronized (this) {
            List<Later> list = pending;
            if (list == null) {
                list = new ArrayList<>(2);
                pending = list;
            }
            list.add(later);
            later.future = timers.schedule(later::due, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
        return later;
    }

    synchronized void idleAfter(Duration time) {
        idleNanos = time.toNanos();
        moved();
        arm(idleNanos);
    }

    /** Forgets every timer. */
    synchronized void cancel() {
        List<Later> list = pending;
        pending = null;
        if (list != null) {
            list.forEach(Later::forget);
        }
        idleNanos = 0;
        arm(0);
    }

    private void arm(long nanos) {
        Future<?> old = idleTimer;
        if (old != null) {
            old.cancel(false);
        }
        idleTimer = nanos > 0 ? timers.schedule(this::look, nanos, TimeUnit.NANOSECONDS) : null;
    }

    private synchronized void look() {
        if (idleNanos == 0) {
            return;
        }
        long left = lastMove + idleNanos - System.nanoTime();
        if (left > 0) {
            arm(left);
            return;
        }
        arm(idleNanos);
        if (busy.getAsBoolean() || steps.held()) {
            // Something is being sent, however slowly; and while it is held, time stands still for a connection.
            moved();
        } else {
            steps.add(this::idle);
        }
    }

    private void idle() {
        // The step before this one may have taken long, and has just answered.
        if (System.nanoTime() - lastMove >= nanos()) {
            idle.run();
        }
    }

    private synchronized long nanos() {
        return idleNanos == 0 ? Long.MAX_VALUE : idleNanos;
    }

    private synchronized boolean remove(Later later) {
        return pending != null && pending.remove(later);
    }

    private final class Later implements Connection.Timer {
        private volatile @Nullable Runnable task;
        private @Nullable Future<?> future;

        Later(Runnable task) {
            this.task = task;
        }

        void due() {
            if (remove(this)) {
                steps.add(this::run);
            }
        }

        private void run() {
            Runnable due = task;
            task = null;
            if (due != null) {
                due.run();
            }
        }

        @Override
        public void cancel() {
            remove(this);
            forget();
        }

        void forget() {
            task = null;
            Future<?> scheduled = future;
            if (scheduled != null) {
                scheduled.cancel(false);
            }
        }
    }
}
