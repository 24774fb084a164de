// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import java.util.Objects;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Connection;

/**
 * How far TLS has come on a connection. It begins in one of two ways: at once, or when a session asks for it. In the second
 * it is SWITCHING until the line before it has been sent; then the I/O thread puts the filter into the chain before it
 * reads again, so no octet can be taken for one of the other side (engine rule 10).
 */
final class TlsStage {
    private final IoSession io;
    private final Entrance entrance;
    private volatile Stage stage;
    private @Nullable Layering layering;
    private @Nullable IoBuffer line;

    private enum Stage {
        CLEAR,
        SWITCHING,
        HANDSHAKE,
        TLS
    }

    TlsStage(IoSession io, Entrance entrance) {
        this.io = io;
        this.entrance = entrance;
        this.stage = entrance.implicit() ? Stage.HANDSHAKE : Stage.CLEAR;
    }

    boolean clear() {
        return stage == Stage.CLEAR;
    }

    boolean handshaking() {
        return stage == Stage.HANDSHAKE;
    }

    /** Tells whether TLS is about to begin, and nobody can be talked to. */
    boolean pending() {
        return stage == Stage.HANDSHAKE || stage == Stage.SWITCHING;
    }

    /** A session wants a layer behind a line. */
    void announce(Connection.Layer layer, IoBuffer okLine) {
        if (entrance.layering() == null || stage != Stage.CLEAR) {
            throw new IllegalStateException("no " + layer + " in this place");
        }
        line = okLine;
        stage = Stage.SWITCHING;
    }

    /** Returns the line of {@link #announce}, once. */
    @Nullable
    IoBuffer takeLine() {
        IoBuffer taken = line;
        line = null;
        return taken;
    }

    /** Puts TLS under everything. */
    void begin() {
        Layering layer = Objects.requireNonNull(entrance.layering()).get();
        layering = layer;
        stage = Stage.HANDSHAKE;
        io.getFilterChain().addFirst("tls", layer.filter());
    }

    /** The handshake is done: returns version and suite; null if there was none to be done. {@link #talk} follows. */
    @Nullable
    String secured() {
        Layering layer = layering;
        return stage == Stage.HANDSHAKE && layer != null ? layer.description() : null;
    }

    /** From now on octets are the session's. */
    void talk() {
        stage = Stage.TLS;
    }

    /** Says that nothing more will come. Returns whether that is needed and could be done. */
    boolean end() {
        if (layering == null) {
            return false;
        }
        // Taking the filter out sends close_notify (RFC 8446 §6.1); MINA's close would not.
        try {
            io.getFilterChain().remove("tls");
            return true;
        } catch (IllegalArgumentException e) {
            // The socket has gone already.
            return false;
        }
    }
}
