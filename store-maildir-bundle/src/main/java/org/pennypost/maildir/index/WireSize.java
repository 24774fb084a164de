// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Counts the octets of a file in wire form: a line feed without a carriage return in front counts twice. */
public final class WireSize {
    private WireSize() {}

    /** Counts. */
    public static long of(FileChannel file) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(64 * 1024);
        byte[] octets = block.array();
        long position = 0;
        long bare = 0;
        byte last = 0;
        while (true) {
            block.clear();
            int read = file.read(block, position);
            if (read <= 0) {
                return position + bare;
            }
            for (int i = 0; i < read; i++) {
                if (octets[i] == '\n' && last != '\r') {
                    bare++;
                }
                last = octets[i];
            }
            position += read;
        }
    }
}
