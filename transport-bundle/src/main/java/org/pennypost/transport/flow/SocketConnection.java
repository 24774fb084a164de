// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Peer;
import org.pennypost.api.store.Content;
import org.pennypost.transport.record.Journal;

/**
 * A socket. What happens on the I/O thread comes from {@link SocketFilter}; everything else is done in steps.
 *
 * <p>Where TLS begins by {@link #layer} the inbound buffer must be empty, and is sealed against octets in clear until the
 * OK has been sent; see {@link TlsStage}.
 */
public final class SocketConnection implements Connection {
    private final Engine engine;
    private final Entrance entrance;
    private final IoSession io;
    private final Occupant occupant;
    private final Steps steps;
    private final Reception reception;
    private final Outbound outbound;
    private final Clock clock;
    private final Journal journal;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final TlsStage tls;
    private volatile Peer peer;
    private volatile boolean gone;
    /** Puts a connection on a session of MINA that is being built. */
    public SocketConnection(
            Engine engine, Entrance entrance, IoSession io, Function<SocketConnection, Occupant> occupants) {
        this.engine = engine;
        this.entrance = entrance;
        this.io = io;
        FlowSettings settings = engine.settings();
        this.steps = new Steps(engine.workers(), this::broken, this::overdue);
        this.outbound = new Outbound(io, settings.window());
        this.reception = new Reception(this, io, steps, settings.mark());
        this.tls = new TlsStage(io, entrance);
        this.peer = new Peer(
                        engine.name(entrance.listener()),
                        entrance.listener(),
                        entrance.remote(),
                        entrance.local(),
                        null)
                .offeringTls(entrance.layering() != null);
        this.occupant = occupants.apply(this);
        this.journal = new Journal(occupant.marks(), this::peer, io);
        this.clock = new Clock(engine.timers(), steps, outbound::sending, this::idle);
        io.getFilterChain().addLast("connection", new SocketFilter(this, entrance.implicit()));
        if (entrance.implicit()) {
            outbound.layered();
            tls.begin();
        }
    }

    @Override
    public void write(IoBuffer octets) {
        journal.server(occupant::transcript, octets);
        journal.link("write", octets.remaining());
        outbound.add(octets);
        pump();
    }

    @Override
    public void write(Content content, long offset, long length) {
        journal.content(occupant::transcript, length);
        outbound.add(content, offset, length);
        pump();
    }

    @Override
    public void tick(long done, long total) {
        steps.tick();
        if (gone) {
            throw new MailException(Problem.UNAVAILABLE, "the client has gone");
        }
    }

    @Override
    public boolean hasRoom() {
        return !outbound.full() && !closing();
    }

    @Override
    public void step(Runnable task) {
        steps.add(task);
    }

    @Override
    public Timer later(Duration delay, Runnable task) {
        return clock.later(delay, task);
    }

    @Override
    public void pull() {
        reception.pull();
    }

    @Override
    public boolean hold(Duration grace) {
        return steps.hold(grace);
    }

    @Override
    public void release() {
        steps.release();
    }

    @Override
    public void layer(Layer layer, IoBuffer line) {
        if (closing()) {
            return;
        }
        tls.announce(layer, line);
        journal.server(occupant::transcript, line);
        // For a step that is not take: a command that had to wait for its extension, or for another version.
        steps.add(this::beginLayer);
    }

    @Override
    public Peer peer() {
        return peer;
    }

    @Override
    public void idleAfter(Duration time) {
        if (!gone) {
            clock.idleAfter(time);
        }
    }

    @Override
    public void close(@Nullable IoBuffer farewell) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        journal.closing();
        if (farewell != null) {
            journal.server(occupant::transcript, farewell);
            outbound.add(farewell);
        }
        outbound.end();
        if (!gone) {
            cutSoon();
        }
        pump();
        end();
    }

    private void cutSoon() {
        Duration time = engine.settings().times().closing();
        engine.timers().schedule(this::cut, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Closes at once. */
    public void cut() {
        closing.set(true);
        io.closeNow();
    }

    /** Holds without waiting for the running step. */
    public void hold() {
        steps.hold();
    }

    /** Waits until no step is running, and tells whether that came true. */
    public boolean quiet(Duration time) {
        return steps.quiet(time.toNanos());
    }

    /** Does something as a step, also while held, on the calling thread. */
    public void inside(Runnable task) {
        steps.inside(task);
    }

    /** Forgets queued steps and timers, because the session they belong to is forgotten. Called while held. */
    public void forget() {
        steps.clear();
        clock.cancel();
        reception.forget();
        journal.forget();
        beginLayer();
    }

    /** Returns what the log says of the connection. */
    public Journal journal() {
        return journal;
    }

    /** A session has begun, or goes on: offers it what has come meanwhile. Called in a step. */
    public void occupied() {
        pull();
        reception.farewell();
    }

    /** Tells whether the client has said that he will send no more. */
    public boolean inputClosed() {
        return reception.ended();
    }

    /** Tells whether the socket has gone. */
    public boolean gone() {
        return gone;
    }

    /** Tells whether the socket has gone or soon will. */
    public boolean closing() {
        return closing.get() || gone;
    }

    /** Tells whether a TLS handshake is under way. */
    public boolean handshaking() {
        return tls.handshaking();
    }

    /** Tells whether octets are the session's. */
    boolean talks() {
        return !tls.pending() && !closing();
    }

    Occupant occupant() {
        return occupant;
    }

    /** Begins what {@link #layer} has asked for, if it has. */
    void beginLayer() {
        IoBuffer line = tls.takeLine();
        if (line == null) {
            return;
        }
        if (!reception.seal()) {
            journal.problem("octets in clear behind the command that begins TLS");
            cut();
            return;
        }
        watchHandshake();
        outbound.addLast(line);
        pump();
    }

    /** Octets have come. Called by the I/O thread, as all of the following. */
    void arrived(IoBuffer octets) {
        if (closing()) {
            return;
        }
        clock.moved();
        journal.link("read", octets.remaining());
        if (!reception.arrived(octets)) {
            journal.problem("octets in clear where TLS was to begin");
            cut();
        }
    }

    void sent() {
        clock.moved();
        Outbound.Progress progress = outbound.sent();
        if (progress.layer()) {
            tls.begin();
            reception.unseal();
            outbound.layered();
        }
        if (progress.room()) {
            steps.add(occupant::room);
        }
        if (progress.more()) {
            engine.workers().execute(this::pump);
        } else {
            end();
        }
    }

    /** The socket is open. */
    public void opened() {
        engine.opened(this);
        journal.link("open");
        if (tls.clear()) {
            occupant.ready();
        } else {
            watchHandshake();
        }
    }

    void secured() {
        String description = tls.secured();
        if (description == null) {
            return;
        }
        // In this order: a step that is let through must find a peer in TLS.
        peer = new Peer(peer.id(), entrance.listener(), entrance.remote(), entrance.local(), description);
        tls.talk();
        journal.link(description);
        if (entrance.implicit()) {
            occupant.ready();
        }
        pull();
    }

    void inputEnded() {
        journal.link("the client sends no more");
        journal.intent("connection lost");
        reception.end();
    }

    void failed(Throwable cause) {
        boolean first = closing.compareAndSet(false, true);
        if (first) {
            journal.failed(cause, tls.pending());
        }
        if (first && tls.pending() && cause instanceof SSLException) {
            // So that the client still gets the alert; nothing else is on its way.
            cutSoon();
            io.closeOnFlush();
        } else {
            cut();
        }
    }

    void closed() {
        gone = true;
        closing.set(true);
        journal.link("closed");
        engine.closed(this);
        clock.cancel();
        outbound.drop();
        reception.discard();
        occupant.gone();
    }

    /** Closes a connection whose client does not read. Called by the timer. */
    void stalled(long now, Duration patience) {
        if (outbound.stalled(now, patience.toNanos())) {
            journal.problem("the client has not read for " + patience.toSeconds() + " s");
            cut();
        }
    }

    private void watchHandshake() {
        engine.timers()
                .schedule(
                        this::lateHandshake,
                        engine.settings().times().handshake().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void lateHandshake() {
        if (tls.pending()) {
            journal.problem("no TLS handshake");
            cut();
        }
    }

    private void pump() {
        try {
            outbound.pump();
        } catch (IOException | RuntimeException e) {
            journal.failure("a content cannot be read", e);
            cut();
        }
    }

    /** Closes the socket if everything has been sent and nothing can come. */
    private void end() {
        if (!outbound.done() || !ended.compareAndSet(false, true)) {
            return;
        }
        tls.end();
        io.closeOnFlush();
    }

    private void idle() {
        journal.intent("idle");
        occupant.idle();
        journal.intent(null);
    }

    private String overdue() {
        journal.reason("a step without a sign of life");
        cut();
        return peer + ": closed: a step of it gives no sign of life (" + occupant.describe() + ")";
    }

    private void broken(Throwable cause) {
        journal.crash("a step has failed", cause);
        cut();
    }
}
