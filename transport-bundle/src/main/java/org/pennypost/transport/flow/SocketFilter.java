// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.filter.FilterEvent;
import org.apache.mina.filter.ssl.SslEvent;
import org.jspecify.annotations.Nullable;
import org.pennypost.transport.proxy.StrayHeader;

/** The end of a connection's filter chain: hands what the I/O thread sees to the connection. */
final class SocketFilter extends IoFilterAdapter {
    private final SocketConnection connection;
    /** Looks at the first octets only. */
    private @Nullable StrayHeader stray;

    /**
     * Makes the end of a chain.
     *
     * @param implicit whether TLS begins at once: then a header of a proxy in front is a broken handshake
     */
    SocketFilter(SocketConnection connection, boolean implicit) {
        this.connection = connection;
        this.stray = implicit ? null : new StrayHeader();
    }

    @Override
    public void sessionOpened(NextFilter next, IoSession io) {
        connection.opened();
    }

    @Override
    public void messageReceived(NextFilter next, IoSession io, Object message) {
        IoBuffer octets = (IoBuffer) message;
        if (stray != null) {
            if (stray.found(octets.buf())) {
                connection
                        .journal()
                        .problem("a PROXY header from a network that is not in the listener's setting proxy");
                connection.cut();
                return;
            }
            stray = stray.decided() ? null : stray;
        }
        connection.arrived(octets);
    }

    @Override
    public void messageSent(NextFilter next, IoSession io, WriteRequest request) {
        connection.sent();
    }

    @Override
    public void event(NextFilter next, IoSession io, FilterEvent event) {
        if (event == SslEvent.SECURED) {
            connection.secured();
        }
    }

    @Override
    public void inputClosed(NextFilter next, IoSession io) {
        connection.inputEnded();
    }

    @Override
    public void exceptionCaught(NextFilter next, IoSession io, Throwable cause) {
        connection.failed(cause);
    }

    @Override
    public void sessionClosed(NextFilter next, IoSession io) {
        connection.closed();
        next.sessionClosed(io);
    }
}
