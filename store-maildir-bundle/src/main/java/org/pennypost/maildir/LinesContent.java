// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.pennypost.api.store.Content;

/**
 * A message whose file has lines that end in LF alone, given with CRLF. Reading onwards is cheap; for a jump the nearest
 * mark passed before is looked up and the octets from there are counted again.
 */
final class LinesContent implements Content {
    private static final int BLOCK = 16 * 1024;

    private final FileChannel channel;
    private final long length;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);

    /** where the octet at {@link #wire} comes from: the file's octet at {@link #file}, or a CR put in front of it */
    private long file;

    private long wire;
    private boolean returned;
    private long blockAt;

    /** file positions of some wire positions, in turn; the octet there follows a whole line */
    private long[] marks = new long[16];

    private int marked;

    LinesContent(FileChannel channel, long length) {
        this.channel = channel;
        this.length = length;
        block.limit(0);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(long offset, ByteBuffer target) throws IOException {
        if (offset >= length) {
            return -1;
        }
        if (offset < wire) {
            back(offset);
        }
        while (wire < offset) {
            next();
        }
        int count = 0;
        while (target.hasRemaining() && wire < length) {
            target.put(next());
            count++;
        }
        return count;
    }

    private void back(long offset) {
        file = 0;
        wire = 0;
        returned = false;
        for (int i = 0; i < marked && marks[i] <= offset; i += 2) {
            wire = marks[i];
            file = marks[i + 1];
        }
    }

    private byte next() throws IOException {
        byte octet = at(file);
        wire++;
        if (octet == '\n' && !returned) {
            returned = true;
            return '\r';
        }
        returned = octet == '\r';
        file++;
        if (octet == '\n' && (marked == 0 || wire - marks[marked - 2] > 4 * BLOCK)) {
            mark();
        }
        return octet;
    }

    private void mark() {
        if (marked == marks.length) {
            long[] more = new long[marked * 2];
            System.arraycopy(marks, 0, more, 0, marked);
            marks = more;
        }
        marks[marked++] = wire;
        marks[marked++] = file;
    }

    private byte at(long position) throws IOException {
        long index = position - blockAt;
        if (index < 0 || index >= block.limit()) {
            block.clear();
            int read = channel.read(block, position);
            block.flip();
            if (read <= 0) {
                throw new EOFException("the file is shorter than it was");
            }
            blockAt = position;
            index = 0;
        }
        return block.get((int) index);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it was only read
            return;
        }
    }
}
