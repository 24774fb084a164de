// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all connections share: I/O threads, workers, timers, settings. */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** For what sessions let go of when their connections have gone. */
    private static final Duration LAST_STEPS = Duration.ofMillis(250);

    private final Object empty = new Object();
    private final Set<SocketConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong number = new AtomicLong();
    private final Workers workers;
    private final IoProcessor<NioSession> processors;
    private final ScheduledThreadPoolExecutor timers;
    private volatile FlowSettings settings;

    /** Starts the threads. */
    public Engine(FlowSettings settings, Workers workers) {
        this.settings = settings;
        this.workers = workers;
        this.processors = new Processors(Math.min(4, Runtime.getRuntime().availableProcessors() + 1));
        this.timers = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "transport-timers");
            thread.setDaemon(true);
            return thread;
        });
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timers.schedule(this::sweep, sweepMillis(), TimeUnit.MILLISECONDS);
    }

    private long sweepMillis() {
        FlowSettings.Times times = settings.times();
        long shorter = Math.min(times.writeStall().toMillis(), times.step().toMillis());
        return Math.max(50, Math.min(5000, shorter / 4));
    }

    private void sweep() {
        try {
            long now = System.nanoTime();
            Duration stall = settings.times().writeStall();
            connections.forEach(connection -> connection.stalled(now, stall));
            workers.watch(settings.times().step());
        } catch (RuntimeException e) {
            LOG.error("looking for stalled connections and steps", e);
        } finally {
            if (!timers.isShutdown()) {
                timers.schedule(this::sweep, sweepMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Takes other settings; connections that are open keep their window and mark. */
    public void settings(FlowSettings changed) {
        settings = changed;
    }

    /** Returns the settings in force. */
    public FlowSettings settings() {
        return settings;
    }

    /** Returns the threads for steps. */
    public Workers workers() {
        return workers;
    }

    /** Returns the timers. Tasks must be short. */
    public ScheduledExecutorService timers() {
        return timers;
    }

    /** Returns the I/O threads, for acceptors. */
    public IoProcessor<NioSession> processors() {
        return processors;
    }

    /** Returns every connection that is open. */
    public Collection<SocketConnection> connections() {
        return Collections.unmodifiableSet(connections);
    }

    String name(String listener) {
        return listener + "-" + Long.toString(number.incrementAndGet(), 36);
    }

    void opened(SocketConnection connection) {
        connections.add(connection);
    }

    void closed(SocketConnection connection) {
        connections.remove(connection);
        if (connections.isEmpty()) {
            synchronized (empty) {
                empty.notifyAll();
            }
        }
    }

    /** Waits until no connection is open, and tells whether that came true. */
    public boolean awaitEmpty(Duration time) {
        // Not by MINA's close futures: they may wait twice as long as they are told.
        long end = System.nanoTime() + time.toNanos();
        synchronized (empty) {
            try {
                for (long left = time.toNanos(); !connections.isEmpty() && left > 0; left = end - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(empty, left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return connections.isEmpty();
    }

    /** Closes what is still open, without a word, and stops the threads. */
    @Override
    public void close() {
        connections.forEach(SocketConnection::cut);
        awaitEmpty(LAST_STEPS);
        workers.stop(LAST_STEPS);
        timers.shutdownNow();
        processors.dispose();
    }
}
