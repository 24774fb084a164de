// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import org.pennypost.api.store.Content;

/** Content of an array, which gives few octets at a time and counts what is read. */
final class OctetContent implements Content {
    private final byte[] octets;
    private final int most;
    long calls;
    long read;

    OctetContent(byte[] octets, int most) {
        this.octets = octets;
        this.most = most;
    }

    static OctetContent of(byte[] octets) {
        return new OctetContent(octets, Integer.MAX_VALUE);
    }

    static OctetContent of(String text) {
        return of(text.getBytes(ISO_8859_1));
    }

    @Override
    public long length() {
        return octets.length;
    }

    @Override
    public int read(long offset, ByteBuffer target) {
        if (offset >= octets.length) {
            return -1;
        }
        int count = Math.min(most, Math.min(target.remaining(), octets.length - (int) offset));
        target.put(octets, (int) offset, count);
        calls++;
        read += count;
        return count;
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    /** All octets of a content, as ISO-8859-1. */
    static String text(Content content) {
        try {
            ByteBuffer all = ByteBuffer.allocate((int) content.length());
            while (all.hasRemaining() && content.read(all.position(), all) > 0) {
                continue;
            }
            return new String(all.array(), 0, all.position(), ISO_8859_1);
        } catch (java.io.IOException lost) {
            throw new java.io.UncheckedIOException(lost);
        }
    }

    static String text(ByteBuffer buffer) {
        byte[] octets = new byte[buffer.remaining()];
        buffer.duplicate().get(octets);
        return new String(octets, ISO_8859_1);
    }
}
