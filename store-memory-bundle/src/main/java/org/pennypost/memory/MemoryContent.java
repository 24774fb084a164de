// SPDX-License-Identifier: Apache-2.0
package org.pennypost.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.pennypost.api.store.Content;

/** The octets of a message: an array that is never changed. */
final class MemoryContent implements Content {
    private final byte[] octets;
    private volatile boolean closed;

    MemoryContent(byte[] octets) {
        this.octets = octets;
    }

    @Override
    public long length() {
        return octets.length;
    }

    @Override
    public int read(long offset, ByteBuffer target) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (offset >= octets.length) {
            return -1;
        }
        int count = (int) Math.min(target.remaining(), octets.length - offset);
        target.put(octets, (int) offset, count);
        return count;
    }

    @Override
    public void close() {
        closed = true;
    }
}
