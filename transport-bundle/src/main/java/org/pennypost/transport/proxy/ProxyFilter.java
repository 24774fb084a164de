// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.proxy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands alone in the chain of a socket on which a proxy must speak first. When the header has come it makes room for the
 * connection, with the addresses it has read, and passes on what came behind. All but the timer runs on the I/O thread.
 */
public final class ProxyFilter extends IoFilterAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyFilter.class);
    private static final int FIRST = 256;

    private final String listener;
    private final Newcomer newcomer;
    private final ScheduledExecutorService timers;
    private final Duration patience;
    private byte[] held = new byte[FIRST];
    private int count;
    private @Nullable Future<?> timer;
    private volatile boolean done;

    /** Waits for the client behind a proxy. */
    public interface Newcomer {
        /** The header is there: makes a connection of the socket. */
        void announced(IoSession io, InetSocketAddress client, InetSocketAddress server);

        /** The socket is gone, or will soon be, without a header. */
        void lost();
    }

    /**
     * Makes a filter for one socket.
     *
     * @param listener for the log
     * @param patience how long the header may take
     */
    public ProxyFilter(String listener, Newcomer newcomer, ScheduledExecutorService timers, Duration patience) {
        this.listener = listener;
        this.newcomer = newcomer;
        this.timers = timers;
        this.patience = patience;
    }

    @Override
    public void sessionOpened(NextFilter next, IoSession io) {
        timer = timers.schedule(() -> late(io), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void late(IoSession io) {
        if (!done) {
            refuse(io, "expected within " + patience.toSeconds() + " s");
        }
    }

    private void refuse(IoSession io, String why) {
        LOG.info("listener {}: {} closed: PROXY header: {}", listener, io.getRemoteAddress(), why);
        io.closeNow();
    }

    @Override
    public void messageReceived(NextFilter next, IoSession io, Object message) {
        if (done) {
            return;
        }
        IoBuffer octets = (IoBuffer) message;
        int more = octets.remaining();
        if (held.length - count < more) {
            held = Arrays.copyOf(held, Math.max(count + more, 2 * held.length));
        }
        octets.get(held, count, more);
        count += more;
        try {
            ProxyHeader header = ProxyHeader.read(held, count);
            if (header != null) {
                enter(io, header);
            }
        } catch (ProxyHeader.Wrong e) {
            leave();
            refuse(io, String.valueOf(e.getMessage()));
        }
    }

    private void enter(IoSession io, ProxyHeader header) {
        done = true;
        forgetTimer();
        io.getFilterChain().remove(this);
        ProxyHeader.Ends ends = header.ends();
        newcomer.announced(
                io,
                ends == null ? (InetSocketAddress) io.getRemoteAddress() : ends.client(),
                ends == null ? (InetSocketAddress) io.getLocalAddress() : ends.server());
        if (count > header.length()) {
            io.getFilterChain().fireMessageReceived(IoBuffer.wrap(Arrays.copyOfRange(held, header.length(), count)));
        }
        held = new byte[0];
    }

    private void leave() {
        if (!done) {
            done = true;
            forgetTimer();
            newcomer.lost();
        }
    }

    private void forgetTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    @Override
    public void inputClosed(NextFilter next, IoSession io) {
        io.closeNow();
    }

    @Override
    public void exceptionCaught(NextFilter next, IoSession io, Throwable cause) {
        io.closeNow();
    }

    @Override
    public void sessionClosed(NextFilter next, IoSession io) {
        leave();
        next.sessionClosed(io);
    }
}
