// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one connection: a queue whose tasks run one at a time, in order, on a shared executor (engine rule 1).
 *
 * <p>A hold takes effect between steps and is counted, since a store and a protocol may be exchanged at the same time.
 * While held, {@link #inside} can still do something as if it were a step: that is how a session is resumed.
 */
final class Steps implements Watched {
    /** After this time the other connections get their turn. Also keeps the watch over long steps honest. */
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Executor executor;
    private final Consumer<Throwable> broken;
    private final Supplier<String> overdue;
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>(4);
    private boolean scheduled;
    private boolean running;
    private int holds;
    private volatile long aliveAt;

    /**
     * Makes an empty queue.
     *
     * @param broken told what a step threw
     * @param overdue asked what is going on when a step gives no sign of life
     */
    Steps(Executor executor, Consumer<Throwable> broken, Supplier<String> overdue) {
        this.executor = executor;
        this.broken = broken;
        this.overdue = overdue;
    }

    /** The running step is alive. */
    void tick() {
        aliveAt = System.nanoTime();
    }

    @Override
    public long aliveAt() {
        return aliveAt;
    }

    @Override
    public String overdue() {
        return overdue.get();
    }

    void add(Runnable step) {
        synchronized (this) {
            queue.add(step);
            if (!due()) {
                return;
            }
            scheduled = true;
        }
        executor.execute(this);
    }

    /** Forgets what is queued. */
    synchronized void clear() {
        queue.clear();
    }

    /** Holds without waiting. */
    synchronized void hold() {
        holds++;
    }

    /** Holds and waits for the running step; the hold stands even if that takes longer than the grace. */
    synchronized boolean hold(Duration grace) {
        holds++;
        return quiet(grace.toNanos());
    }

    /** Waits until no step is running. */
    synchronized boolean quiet(long nanos) {
        long end = System.nanoTime() + nanos;
        try {
            for (long left = nanos; running && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !running;
    }

    void release() {
        synchronized (this) {
            if (holds == 0) {
                throw new IllegalStateException("not held");
            }
            holds--;
            if (!due()) {
                return;
            }
            scheduled = true;
        }
        executor.execute(this);
    }

    synchronized boolean held() {
        return holds > 0;
    }

    /** Does something between steps, also while held, on the calling thread. Waits for the running step. */
    void inside(Runnable task) {
        synchronized (this) {
            boolean interrupted = false;
            while (running) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            running = true;
        }
        run(task);
        synchronized (this) {
            running = false;
            notifyAll();
            if (!due()) {
                return;
            }
            scheduled = true;
        }
        executor.execute(this);
    }

    private boolean due() {
        return !scheduled && !running && holds == 0 && !queue.isEmpty();
    }

    /** A turn: steps until the queue is empty or others wait. */
    @Override
    public void run() {
        long end = System.nanoTime() + TURN_NANOS;
        for (Runnable step = first(); step != null; step = next(end)) {
            run(step);
        }
    }

    private synchronized @Nullable Runnable first() {
        scheduled = false;
        return due() ? begin() : null;
    }

    private @Nullable Runnable next(long end) {
        synchronized (this) {
            running = false;
            if (holds > 0) {
                notifyAll();
            }
            if (!due()) {
                notifyAll();
                return null;
            }
            if (System.nanoTime() < end) {
                return begin();
            }
            scheduled = true;
            notifyAll();
        }
        executor.execute(this);
        return null;
    }

    private @Nullable Runnable begin() {
        running = true;
        tick();
        return queue.poll();
    }

    private void run(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            // LinkageError and StackOverflowError too: they harm this connection only.
            broken.accept(e);
        }
    }
}
