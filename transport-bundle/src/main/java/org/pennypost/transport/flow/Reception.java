// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.pennypost.transport.record.Journal;

/**
 * The way in: the I/O thread appends what has come, and reads no further above the mark; a step takes it. Of the steps that
 * do so one at most is queued.
 */
final class Reception {
    private static final Duration LAST_WORDS = Duration.ofSeconds(15);

    private final SocketConnection connection;
    private final IoSession io;
    private final Steps steps;
    private final int mark;
    private final Inbound inbound = new Inbound();
    private final AtomicBoolean queued = new AtomicBoolean();
    private volatile boolean ended;
    /** Belongs to the step. */
    private boolean parting;

    /** Octets at the head of the buffer that an earlier step has left there. Belongs to the step. */
    private int seen;

    Reception(SocketConnection connection, IoSession io, Steps steps, int mark) {
        this.connection = connection;
        this.io = io;
        this.steps = steps;
        this.mark = mark;
    }

    /** Queues a step that takes. */
    void pull() {
        if (queued.compareAndSet(false, true)) {
            steps.add(this::take);
        }
    }

    /** The queued step has been thrown away. */
    void forget() {
        queued.set(false);
    }

    private void take() {
        queued.set(false);
        if (!connection.talks()) {
            return;
        }
        Occupant occupant = connection.occupant();
        Journal journal = connection.journal();
        IoBuffer octets = inbound.take();
        journal.client(occupant::transcript, octets, seen);
        occupant.received(octets);
        seen = octets.remaining();
        int left = inbound.settle();
        connection.beginLayer();
        if (ended) {
            part();
        }
        if (io.isReadSuspended() && left < mark && !ended) {
            io.resumeRead();
        }
    }

    /** Octets have come; returns whether they may. Called by the I/O thread. */
    boolean arrived(IoBuffer octets) {
        int waiting = inbound.arrive(octets);
        if (waiting < 0) {
            return false;
        }
        if (waiting > mark && !io.isReadSuspended()) {
            io.suspendRead();
            connection.journal().link("reading pauses", waiting);
            if (inbound.waiting() < mark) {
                io.resumeRead();
            }
        }
        pull();
        return true;
    }

    /** The client will send no more: once the lines that wait have been taken, the connection is closed. */
    void end() {
        ended = true;
        io.suspendRead();
        farewell();
    }

    /** Queues a step that closes the connection, if the client has said his last word and none of it waits. */
    void farewell() {
        if (ended) {
            steps.add(this::part);
        }
    }

    /**
     * Closes when the client has sent his last and nothing of it waits: no whole line that a busy session has not taken yet.
     * Whoever goes away in the middle of a line has no last words.
     */
    private void part() {
        if (!inbound.hasLine()) {
            connection.close(null);
        } else if (!parting) {
            parting = true;
            connection.later(LAST_WORDS, () -> connection.close(null));
        }
    }

    boolean ended() {
        return ended;
    }

    /** Lets nothing in any more; returns false when something waits already. */
    boolean seal() {
        return inbound.seal();
    }

    /** Lets octets in again. */
    void unseal() {
        inbound.unseal();
    }

    /** Throws everything away. */
    void discard() {
        inbound.discard();
    }
}
