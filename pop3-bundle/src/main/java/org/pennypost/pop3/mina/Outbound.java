// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.mina;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.mina.core.buffer.IoBuffer;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Connection;
import org.pennypost.pop3.engine.Port;

/** Collects octets and gives them to the connection, some 32 KiB at a time. */
final class Outbound implements Port {
    private static final int CHUNK = 32 * 1024;
    private static final int FIRST = 256;

    private final Connection connection;
    private @Nullable IoBuffer collected;

    Outbound(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void put(ByteBuffer octets) {
        IoBuffer buffer = collected;
        if (buffer == null) {
            buffer = IoBuffer.allocate(Math.max(FIRST, octets.remaining())).setAutoExpand(true);
            collected = buffer;
        }
        buffer.put(octets);
        if (buffer.position() >= CHUNK) {
            flush();
        }
    }

    @Override
    public void flush() {
        IoBuffer full = collected;
        if (full != null) {
            collected = null;
            connection.write(full.flip());
        }
    }

    @Override
    public boolean hasRoom() {
        return connection.hasRoom();
    }

    @Override
    public void layer(Connection.Layer layer, String okLine) {
        flush();
        connection.layer(layer, line(okLine));
    }

    @Override
    public void close(@Nullable String farewell) {
        flush();
        connection.close(farewell == null ? null : line(farewell));
    }

    private static IoBuffer line(String text) {
        return IoBuffer.wrap((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
