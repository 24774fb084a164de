// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.store;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import org.apache.mina.core.buffer.IoBuffer;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Peer;
import org.pennypost.api.store.Content;

/** A connection without a socket: steps one after the other, and holds that are counted. */
final class QueueConnection implements Connection {
    private final ExecutorService workers;
    private final Peer peer;
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private boolean running;
    private int holds;

    QueueConnection(String id, ExecutorService workers) {
        this.workers = workers;
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1143);
        this.peer = new Peer(id, "imap", address, address, null);
    }

    synchronized int holds() {
        return holds;
    }

    @Override
    public synchronized void step(Runnable task) {
        steps.add(task);
        next();
    }

    private synchronized void next() {
        if (!running && holds == 0 && !steps.isEmpty()) {
            running = true;
            Runnable task = steps.remove();
            workers.execute(() -> {
                try {
                    task.run();
                } finally {
                    synchronized (this) {
                        running = false;
                        notifyAll();
                        next();
                    }
                }
            });
        }
    }

    @Override
    public synchronized boolean hold(Duration grace) {
        holds++;
        long end = System.nanoTime() + grace.toNanos();
        while (running) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    @Override
    public synchronized void release() {
        if (--holds < 0) {
            throw new IllegalStateException("released more often than held");
        }
        next();
    }

    @Override
    public void write(IoBuffer octets) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void write(Content content, long offset, long length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void tick(long done, long total) {}

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public Timer later(Duration delay, Runnable task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void pull() {}

    @Override
    public void layer(Layer layer, IoBuffer okLine) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Peer peer() {
        return peer;
    }

    @Override
    public void idleAfter(Duration time) {}

    @Override
    public void close(@Nullable IoBuffer farewell) {}
}
