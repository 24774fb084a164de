// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.mina.core.buffer.IoBuffer;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Peer;
import org.pennypost.api.net.Session;
import org.pennypost.api.store.Content;

/** A connection in memory: steps run when the test says so, in its thread. */
final class StepConnection implements Connection {
    private final Queue<Runnable> steps = new ArrayDeque<>();
    private final List<Runnable> timers = new ArrayList<>();
    private final StringBuilder sent = new StringBuilder();
    private byte[] inbound = new byte[0];
    private IoBuffer buffer = IoBuffer.allocate(0);
    private @Nullable Session session;
    String from = "127.0.0.1";
    boolean room = true;
    boolean closed;

    void session(Session other) {
        session = other;
    }

    /** Receives text and runs all steps; returns what was sent since the last time. */
    String say(String text) {
        byte[] more = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = java.util.Arrays.copyOf(inbound, inbound.length + more.length);
        System.arraycopy(more, 0, both, inbound.length, more.length);
        inbound = both;
        pull();
        return run();
    }

    /** Runs all steps. */
    String run() {
        while (!steps.isEmpty()) {
            steps.remove().run();
        }
        String all = sent.toString();
        sent.setLength(0);
        return all;
    }

    /** Lets all timers that have been set run out. */
    String timersRunOut() {
        List<Runnable> due = new ArrayList<>(timers);
        timers.clear();
        due.forEach(this::step);
        return run();
    }

    @Override
    public void pull() {
        step(() -> {
            if (inbound.length > 0 && session != null && !closed) {
                buffer = IoBuffer.wrap(inbound);
                session.received(buffer);
                inbound = new byte[buffer.remaining()];
                buffer.get(inbound);
            }
        });
    }

    @Override
    public void write(IoBuffer octets) {
        sent.append(StandardCharsets.ISO_8859_1.decode(octets.buf()));
    }

    @Override
    public void write(Content content, long offset, long length) {
        sent.append("<").append(length).append(" octets>");
        content.close();
    }

    @Override
    public void tick(long done, long total) {}

    @Override
    public boolean hasRoom() {
        return room;
    }

    @Override
    public void step(Runnable task) {
        steps.add(task);
    }

    @Override
    public Timer later(Duration delay, Runnable task) {
        timers.add(task);
        return () -> timers.remove(task);
    }

    @Override
    public boolean hold(Duration grace) {
        return true;
    }

    @Override
    public void release() {
        // steps wait for run() anyway
    }

    @Override
    public void layer(Layer layer, IoBuffer okLine) {
        write(okLine);
        sent.append("<").append(layer).append(">");
        closed = buffer.hasRemaining();
    }

    @Override
    public Peer peer() {
        InetSocketAddress here = new InetSocketAddress("127.0.0.1", 1143);
        return new Peer("c1", "imap", new InetSocketAddress(from, 50000), here, null).offeringTls(true);
    }

    @Override
    public void idleAfter(Duration time) {
        // no test waits so long
    }

    @Override
    public void close(@Nullable IoBuffer farewell) {
        if (farewell != null) {
            write(farewell);
        }
        closed = true;
    }
}
