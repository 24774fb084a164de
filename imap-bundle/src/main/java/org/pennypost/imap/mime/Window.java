// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.Content;

/** A sliding view of the octets, read once from front to end, line by line. One thread. */
final class Window {
    static final int SIZE = 32 * 1024;

    private final Content source;
    private final byte[] octets;
    private final ByteBuffer target;
    private long base;
    private int pos;
    private int limit;
    private int before;
    private final long length;
    private boolean exhausted;
    private long lines;
    private int lineEnd;

    Window(Content source, int smallest) {
        this.source = source;
        this.length = source.length();
        int wanted = (int) Math.max(smallest, Math.min(SIZE, length));
        this.octets = new byte[wanted];
        this.target = ByteBuffer.wrap(octets);
    }

    /** Makes {@code count} octets of the line here visible, unless the end comes first; false at the end. */
    boolean need(int count) {
        while (limit - pos < count && !exhausted) {
            fill();
        }
        return pos < limit;
    }

    private void fill() {
        if (pos > 0) {
            before = octets[pos - 1];
            System.arraycopy(octets, pos, octets, 0, limit - pos);
            base += pos;
            limit -= pos;
            pos = 0;
        }
        long left = length - base - limit;
        target.limit((int) Math.min(octets.length, limit + left)).position(limit);
        int count = left > 0 ? read() : 0;
        limit += Math.max(count, 0);
        exhausted = count <= 0 || count >= left;
    }

    private int read() {
        try {
            return source.read(base + limit, target);
        } catch (IOException lost) {
            throw new MailException(Problem.UNAVAILABLE, "a message cannot be read", lost);
        }
    }

    /** Offset of the next octet in the source. */
    long offset() {
        return base + pos;
    }

    /** How many line ends were passed. */
    long lines() {
        return lines;
    }

    /** How long the last line end was: 2 for CRLF, 1 for LF. */
    int lineEnd() {
        return lineEnd;
    }

    byte[] octets() {
        return octets;
    }

    int pos() {
        return pos;
    }

    int limit() {
        return limit;
    }

    boolean atBlankLine() {
        return octets[pos] == '\n' || octets[pos] == '\r' && pos + 1 < limit && octets[pos + 1] == '\n';
    }

    /** Goes behind the next line end or to the end; of what is passed up to {@code most} octets are put into {@code copy}. */
    void skipLine(@Nullable OctetBuffer copy, int most) {
        do {
            byte[] b = octets;
            int end = limit;
            int p = pos;
            while (p < end && b[p] != '\n') {
                p++;
            }
            boolean ended = p < end;
            if (ended) {
                int last = p > 0 ? b[p - 1] : before;
                lineEnd = last == '\r' ? 2 : 1;
                lines++;
                p++;
            }
            if (copy != null) {
                copy.put(b, pos, pos + Math.min(p - pos, most - copy.length()));
            }
            pos = p;
            if (ended) {
                return;
            }
        } while (need(1));
    }

    /** Goes to the end, counting lines. */
    void skipAll() {
        while (need(1)) {
            skipLine(null, 0);
        }
    }
}
