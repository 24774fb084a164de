// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.net;

import java.time.Duration;
import org.apache.mina.core.buffer.IoBuffer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.Progress;

/**
 * A socket as a protocol sees it. Writing never waits: a session writes while {@link #hasRoom} and goes on when
 * {@link Session#room} is called. What is written after the connection has closed is thrown away. Methods may be called by
 * any thread; writes by steps only, so that they keep their order.
 *
 * <p>It watches its steps: one that runs for long ticks, else the connection is closed (engine rule 13). Core passes on
 * the ticks of the store. A tick throws UNAVAILABLE when the client has gone.
 */
@ProviderType
public interface Connection extends Progress {
    /** Writes octets, from position to limit. The buffer belongs to the connection afterwards. */
    void write(IoBuffer octets);

    /**
     * Writes a part of a content, in its turn. The content belongs to the connection afterwards, which closes it.
     *
     * @param offset first octet
     * @param length number of octets; there are as many
     */
    void write(Content content, long offset, long length);

    /** Tells whether less than the write window (a few hundred KiB) waits to be sent. */
    boolean hasRoom();

    /** Queues a step. */
    void step(Runnable task);

    /**
     * Queues a step after a time. Forgotten when the connection closes.
     *
     * @return cancels the step, if it has not begun
     */
    Timer later(Duration delay, Runnable task);

    /** Queues a step that calls {@link Session#received} with what the inbound buffer still holds, if anything. */
    void pull();

    /**
     * Lets no further step begin, and reads no further than the mark, until {@link #release} has been called as many times
     * as this. Waits for the running step; not to be called in a step of this connection.
     *
     * @param grace how long to wait at most; zero does not wait, and may also be given in a step of this connection
     * @return whether no step is running any more; if not, the hold stands all the same
     */
    boolean hold(Duration grace);

    /** Takes one hold back. */
    void release();

    /**
     * Writes a line and puts a layer under everything after it. Only at the end of {@link Session#received}: if the inbound
     * buffer still holds octets then, or some arrive before the line is sent, the connection is closed (engine rule 10).
     *
     * @param okLine with CRLF
     */
    void layer(Layer layer, IoBuffer okLine);

    /** Returns who is at the other end. Another value after a layer has been added. */
    Peer peer();

    /** Sets after which time without traffic {@link Session#idle} is called. */
    void idleAfter(Duration time);

    /**
     * Closes when everything written has been sent, or after 5 seconds.
     *
     * @param farewell a last line with CRLF; null for none
     */
    void close(@Nullable IoBuffer farewell);

    /** What can be put under a connection. */
    enum Layer {
        /** TLS, as the server (RFC 8446, RFC 2595). */
        TLS
    }

    /** Cancels what was to happen later. */
    @FunctionalInterface
    interface Timer {
        /** Cancels; does nothing if it has happened already. */
        void cancel();
    }
}
