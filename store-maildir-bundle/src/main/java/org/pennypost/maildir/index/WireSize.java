// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Counts octets as they are in wire form: a line feed without a carriage return in front counts twice. */
public final class WireSize {
    private long octets;
    private byte last;

    /** Begins at nothing. */
    public WireSize() {}

    /** Counts what remains in a buffer, and takes it. */
    public void count(ByteBuffer more) {
        while (more.hasRemaining()) {
            byte octet = more.get();
            octets += octet == '\n' && last != '\r' ? 2 : 1;
            last = octet;
        }
    }

    /** Counts a file from its begin. */
    public void count(FileChannel file) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(64 * 1024);
        for (long at = 0; file.read(block.clear(), at) > 0; at += block.limit()) {
            count(block.flip());
        }
    }

    /** Returns the octets counted. */
    public long octets() {
        return octets;
    }

    /** Returns the size of a file in wire form. */
    public static long of(FileChannel file) throws IOException {
        WireSize size = new WireSize();
        size.count(file);
        return size.octets;
    }
}
