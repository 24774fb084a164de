// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mina;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.mina.core.buffer.IoBuffer;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Session;
import org.pennypost.api.store.Content;
import org.pennypost.imap.wire.Sink;

/** The way out: rows become MINA's buffers. */
public final class Outlet implements Sink {
    private final Connection connection;

    /** Makes the way out of a connection. */
    public Outlet(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void write(ByteBuffer octets) {
        connection.write(IoBuffer.wrap(octets));
    }

    @Override
    public void write(Content content, long offset, long length) {
        connection.write(content, offset, length);
    }

    /** Puts a layer under everything behind a line. */
    public void layer(Connection.Layer layer, String line) {
        connection.layer(layer, octets(line));
    }

    /** Closes once everything has been sent. */
    public void close() {
        connection.close(null);
    }

    private static IoBuffer octets(String line) {
        return IoBuffer.wrap((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the transport's side of a conversation. */
    public static Session session(Conversation conversation) {
        return new ImapConnection(conversation);
    }
}
