// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.swap;

import java.util.Map;
import org.apache.mina.core.buffer.IoBuffer;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Protocol;
import org.pennypost.api.net.Session;
import org.pennypost.api.net.Snapshot;
import org.pennypost.api.net.Transcript;
import org.pennypost.transport.flow.Occupant;
import org.pennypost.transport.flow.SocketConnection;
import org.pennypost.transport.record.Marks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who sits at a connection: nobody yet, a session, or the snapshot of one. The only reference to a session that transport
 * has, so that an old version can be forgotten.
 */
final class Seat implements Occupant {
    private static final Logger LOG = LoggerFactory.getLogger(Seat.class);

    private final Lane lane;
    private final SocketConnection connection;
    private final @Nullable String refused;
    private final Runnable leave;
    private volatile @Nullable Session session;
    private volatile @Nullable Snapshot snapshot;
    /** What a session said of itself before it became values. */
    private volatile @Nullable Map<String, String> summary;
    /** Whether the lane holds the connection. Guarded by the lane. */
    private boolean parked;

    /**
     * Makes an empty seat.
     *
     * @param refused why the client is one too many; null if he is welcome
     * @param leave run once when the connection has gone
     */
    Seat(Lane lane, SocketConnection connection, @Nullable String refused, Runnable leave) {
        this.lane = lane;
        this.connection = connection;
        this.refused = refused;
        this.leave = leave;
    }

    @Override
    public Marks marks() {
        return lane.marks();
    }

    @Override
    public Transcript transcript() {
        return lane.transcript();
    }

    @Override
    public void ready() {
        if (refused != null) {
            connection.step(() -> lane.refuse(connection, refused));
            return;
        }
        lane.ready(this);
    }

    @Override
    public void received(IoBuffer inbound) {
        Session here = session;
        if (here != null) {
            here.received(inbound);
        }
    }

    @Override
    public void room() {
        Session here = session;
        if (here != null) {
            here.room();
        }
    }

    @Override
    public void idle() {
        Session here = session;
        if (here != null) {
            here.idle();
        }
    }

    @Override
    public String describe() {
        Session here = session;
        return here == null ? "nobody" : here.describe();
    }

    @Override
    public void gone() {
        leave.run();
        lane.left(this);
        connection.step(this::end);
    }

    private void end() {
        Session here = session;
        Map<String, String> last = here == null ? summary : summary(here);
        session = null;
        snapshot = null;
        summary = null;
        if (last != null) {
            connection.journal().end(lane.name(), last);
        }
        if (here != null) {
            here.closed();
        }
    }

    private Map<String, String> summary(Session here) {
        try {
            return here.summary();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn(lane.marks().failures(), "{}: its session cannot be summed up", connection.peer(), e);
            return Map.of();
        }
    }

    SocketConnection connection() {
        return connection;
    }

    @Nullable
    Session session() {
        return session;
    }

    boolean parked() {
        return parked;
    }

    void parked(boolean now) {
        parked = now;
    }

    /** Lets a protocol sit down. Called in a step, or inside. Does nothing if somebody sits here already. */
    void take(Protocol protocol) {
        if (session != null || connection.closing()) {
            return;
        }
        Snapshot before = snapshot;
        if (before == null) {
            session = protocol.open(connection);
        } else {
            try {
                session = protocol.resume(connection, before);
                snapshot = null;
            } catch (RuntimeException | LinkageError e) {
                connection.journal().failure("its session cannot be resumed by another version", e);
                lane.lost();
                bye();
                return;
            }
        }
        connection.occupied();
    }

    /** Turns the session into values. Called while held, with no step running. */
    void park() {
        Session here = session;
        if (here == null) {
            connection.forget();
            return;
        }
        try {
            // core may be detaching or attaching it for another store
            synchronized (here) {
                if (connection.gone()) {
                    end();
                } else {
                    summary = summary(here);
                    snapshot = here.snapshot();
                }
            }
        } catch (RuntimeException | LinkageError e) {
            connection.journal().failure("its session gives no snapshot", e);
            lane.lost();
            connection.close(null);
        }
        session = null;
        connection.forget();
    }

    /** Closes politely a connection that nobody takes up. */
    void bye() {
        Snapshot before = snapshot;
        connection.journal().intent("no version of the protocol came");
        // First this, so that a protocol arriving just now finds the connection closing.
        connection.close(before == null || before.farewell().isEmpty() ? null : Lane.line(before.farewell()));
        snapshot = null;
    }
}
