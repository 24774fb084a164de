// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that run steps; the one place that chooses the pool. A step that gives no sign of life for too long is logged
 * with its stack, its connection is closed, and the pool gets a substitute thread until that step ends, at most twice its
 * size (engine rule 13).
 */
public final class Workers implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final Map<Thread, Turn> turns = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final Pool pool;
    private int size;
    private int substitutes;

    /**
     * Starts without any thread; they come as needed and go after a minute.
     *
     * @param size number of threads; 0 for four per core, at least eight
     */
    public Workers(int size) {
        this.size = chosen(size);
        this.pool = new Pool(this.size);
    }

    private static int chosen(int size) {
        return size > 0 ? size : Math.max(8, 4 * Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopping: a step is left out");
        }
    }

    /** Changes the number of threads. */
    public synchronized void resize(int wanted) {
        size = chosen(wanted);
        fit();
    }

    /** Looks for steps that take too long. */
    void watch(Duration patience) {
        long now = System.nanoTime();
        for (Map.Entry<Thread, Turn> entry : turns.entrySet()) {
            Turn turn = entry.getValue();
            if (now - turn.aliveAt() > patience.toNanos() && !turn.late) {
                late(entry.getKey(), turn);
            }
        }
    }

    private synchronized void late(Thread thread, Turn turn) {
        turn.late = true;
        substitutes++;
        fit();
        StringBuilder where = new StringBuilder();
        for (StackTraceElement element : thread.getStackTrace()) {
            where.append("\n    at ").append(element);
        }
        Watched task = turn.task;
        String what = task == null ? "a task" : task.overdue();
        LOG.warn("{}: has been running for {} s on {}{}", what, turn.seconds(), thread.getName(), where);
    }

    private synchronized void ended(Turn turn) {
        if (turn.late) {
            substitutes--;
            fit();
            LOG.warn("a long step has ended after {} s", turn.seconds());
        }
    }

    private void fit() {
        int wanted = size + Math.min(substitutes, size);
        if (wanted > pool.getMaximumPoolSize()) {
            pool.setMaximumPoolSize(wanted);
            pool.setCorePoolSize(wanted);
        } else {
            pool.setCorePoolSize(wanted);
            pool.setMaximumPoolSize(wanted);
        }
    }

    /** Returns how many threads there may be now. */
    int limit() {
        return pool.getMaximumPoolSize();
    }

    /** Ends: what is queued is run, what still runs after the time is interrupted. */
    void stop(Duration time) {
        pool.shutdown();
        try {
            if (pool.awaitTermination(time.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pool.shutdownNow();
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "steps-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    private static final class Turn {
        private final long began = System.nanoTime();
        private final @Nullable Watched task;
        private volatile boolean late;

        Turn(Runnable task) {
            this.task = task instanceof Watched watched ? watched : null;
        }

        long aliveAt() {
            return task == null ? began : Math.max(began, task.aliveAt());
        }

        long seconds() {
            return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        }
    }

    private final class Pool extends ThreadPoolExecutor {
        Pool(int size) {
            super(size, size, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Workers.this::thread);
            allowCoreThreadTimeOut(true);
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable task) {
            turns.put(thread, new Turn(task));
        }

        @Override
        protected void afterExecute(Runnable task, Throwable thrown) {
            Turn turn = turns.remove(Thread.currentThread());
            if (turn != null) {
                ended(turn);
            }
        }
    }
}
