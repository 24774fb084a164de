// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import java.nio.ByteBuffer;
import org.pennypost.api.store.Content;

/**
 * Content that lies in memory.
 *
 * @param octets all of it
 */
record OctetArray(byte[] octets) implements Content {
    @Override
    public long length() {
        return octets.length;
    }

    @Override
    public int read(long offset, ByteBuffer target) {
        if (offset >= octets.length) {
            return -1;
        }
        int count = Math.min(target.remaining(), octets.length - (int) offset);
        target.put(octets, (int) offset, count);
        return count;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
