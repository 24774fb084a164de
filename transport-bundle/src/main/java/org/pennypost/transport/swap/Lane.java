// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.swap;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.mina.core.buffer.IoBuffer;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Protocol;
import org.pennypost.api.net.Session;
import org.pennypost.api.net.Transcript;
import org.pennypost.transport.flow.Engine;
import org.pennypost.transport.flow.Occupant;
import org.pennypost.transport.flow.SocketConnection;
import org.pennypost.transport.record.Marks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections of one protocol, whichever version of it serves just now.
 *
 * <p>The exchange: when a version leaves, every connection is held, so that no further step begins; then the running steps
 * are waited for, all in the same grace time; then each session is turned into a snapshot and forgotten. Connection and
 * inbound buffer stay, a half-received line with them. The next version resumes each connection in parallel, and each is
 * released as soon as it has been resumed. A version that leaves again meanwhile finds connections in both conditions:
 * "parked" is decided under the lane's lock, so none is held twice or released twice.
 */
public final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final String name;
    private final Marks marks;
    private final Engine engine;
    private final Set<Seat> seats = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();
    private volatile @Nullable Protocol protocol;
    private volatile Duration away = Duration.ofSeconds(60);
    private @Nullable Future<?> farewells;

    /** Makes a lane without a protocol. */
    public Lane(String name, Engine engine) {
        this.name = name;
        this.marks = Marks.of(name);
        this.engine = engine;
    }

    static IoBuffer line(String text) {
        return IoBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the protocol's name. */
    public String name() {
        return name;
    }

    /** Returns the marks of what the log says of this protocol. */
    public Marks marks() {
        return marks;
    }

    Transcript transcript() {
        Protocol here = protocol;
        return here == null ? Transcript.NOTHING : here.transcript();
    }

    /** Sets how long connections wait for a protocol that has left. */
    public void away(Duration time) {
        away = time;
    }

    /** Returns how many connections may be open: 0 closes the listeners; many while no protocol is there. */
    public int channels() {
        Protocol here = protocol;
        return here == null ? Integer.MAX_VALUE : here.channels();
    }

    /** Returns how many connections are open. */
    public int connections() {
        return connections.get();
    }

    /** Returns how many sessions could not be handed over, since the start. */
    public long lostSessions() {
        return lost.get();
    }

    /** Tells whether a protocol serves. */
    public boolean served() {
        return protocol != null;
    }

    void lost() {
        lost.incrementAndGet();
    }

    /** Counts a client who is about to come in, and returns why he is one too many; null if he is welcome. */
    public @Nullable String enter(InetAddress from) {
        // Asked first: a protocol that throws must not leave somebody counted.
        int most = channels();
        if (connections.incrementAndGet() > most) {
            LOG.info(marks.failures(), "{}: {} refused: all channels are in use", name, from.getHostAddress());
            return "Too many connections";
        }
        return null;
    }

    /** Takes back what {@link #enter} counted. */
    public void leave() {
        connections.decrementAndGet();
    }

    /** Makes the occupant of a new connection. */
    public Occupant seat(SocketConnection connection, @Nullable String refused, Runnable leave) {
        return new Seat(this, connection, refused, leave);
    }

    void ready(Seat seat) {
        // In this order: a protocol that arrives between the two finds the seat in the set.
        seats.add(seat);
        seat.connection().step(() -> {
            Protocol here = protocol;
            if (here != null) {
                seat.take(here);
            }
        });
    }

    void left(Seat seat) {
        seats.remove(seat);
    }

    void refuse(SocketConnection connection, String why) {
        Protocol here = protocol;
        connection.close(here == null ? null : line(here.refusal(why)));
    }

    /** A version arrives: sessions are resumed by it, in the background. */
    public void arrive(Protocol next) {
        synchronized (this) {
            protocol = next;
            Future<?> planned = farewells;
            if (planned != null) {
                planned.cancel(false);
            }
        }
        for (Seat seat : seats) {
            engine.workers().execute(() -> takeUp(seat, next));
        }
    }

    private void takeUp(Seat seat, Protocol next) {
        SocketConnection connection = seat.connection();
        connection.inside(() -> {
            if (protocol == next) {
                seat.take(next);
            }
            synchronized (this) {
                if (protocol == next) {
                    letGo(seat);
                }
            }
        });
    }

    private synchronized void letGo(Seat seat) {
        if (seat.parked()) {
            seat.parked(false);
            seat.connection().release();
        }
    }

    /**
     * The version leaves. Returns when no step of it runs any more, at the latest after the grace.
     *
     * @param grace how long to wait for running steps, all together
     */
    public void depart(Protocol leaving, Duration grace) {
        long began = System.nanoTime();
        List<Seat> all;
        synchronized (this) {
            if (protocol != leaving) {
                return;
            }
            protocol = null;
            all = new ArrayList<>(seats);
            for (Seat seat : all) {
                if (!seat.parked()) {
                    seat.parked(true);
                    seat.connection().hold();
                }
            }
            Future<?> planned = farewells;
            if (planned != null) {
                planned.cancel(false);
            }
            farewells = engine.timers().schedule(this::giveUp, away.toMillis(), TimeUnit.MILLISECONDS);
        }
        for (Seat seat : all) {
            long left = grace.toNanos() - (System.nanoTime() - began);
            if (seat.connection().quiet(Duration.ofNanos(Math.max(left, 0)))) {
                seat.park();
            } else {
                seat.connection().journal().problem("its step does not end, and another version is to come");
                lost();
                seat.connection().cut();
                letGo(seat);
            }
        }
        LOG.info(
                "{}: {} connections wait for another version, after {} ms",
                name,
                all.size(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }

    private void giveUp() {
        synchronized (this) {
            if (protocol != null) {
                return;
            }
        }
        LOG.warn("{}: no protocol has come; {} connections are closed", name, seats.size());
        for (Seat seat : seats) {
            seat.bye();
        }
    }

    /** Says goodbye on every connection, because the server stops. */
    public void farewell(String why) {
        for (Seat seat : seats) {
            Session session = seat.session();
            if (session == null) {
                seat.bye();
            } else {
                seat.connection().journal().intent("shutdown");
                seat.connection().step(() -> session.farewell(why));
            }
        }
    }
}
