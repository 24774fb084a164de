// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.pennypost.api.store.Content;

/**
 * The octets of a section as ranges of its message, in order. Immutable; holds no octets itself. If {@link #isRange()},
 * send {@link #length()} octets of the message from {@link #offset()}, which lets a file go out uncopied; else send all of
 * {@link #of}.
 */
public final class SectionData {
    /** Where each range starts in the message, and where it starts in the section; the latter has one more, the end. */
    private final long[] starts;

    private final long[] positions;

    private SectionData(long[] starts, long[] positions) {
        this.starts = starts;
        this.positions = positions;
    }

    /** One range of the message. */
    static SectionData range(long from, long to) {
        return new SectionData(new long[] {from}, new long[] {0, Math.max(0, to - from)});
    }

    /** How many octets it has. */
    public long length() {
        return positions[positions.length - 1];
    }

    /** Whether it is one range of the message, so that it may be sent as such. */
    public boolean isRange() {
        return starts.length == 1;
    }

    /** Offset in the message of the first octet; 0 when there is none. */
    public long offset() {
        return starts.length == 0 ? 0 : starts[0];
    }

    /**
     * What {@code <origin.count>} leaves of it; nothing when the origin lies beyond the end (RFC 3501 §6.4.5).
     *
     * @param origin first octet wanted, 0 or more
     * @param count how many at most
     */
    public SectionData slice(long origin, long count) {
        long from = Math.min(origin, length());
        long to = from + Math.min(count, length() - from);
        Builder builder = new Builder();
        for (int i = at(from); i < starts.length && positions[i] < to; i++) {
            long skip = Math.max(0, from - positions[i]);
            builder.add(starts[i] + skip, starts[i] + Math.min(to, positions[i + 1]) - positions[i]);
        }
        return builder.build();
    }

    /**
     * The same octets, read from their message. Closing it closes the message. It offers no file: for {@link #isRange()}
     * send the range of the message itself.
     */
    public Content of(Content message) {
        return new Content() {
            @Override
            public long length() {
                return SectionData.this.length();
            }

            @Override
            public int read(long offset, ByteBuffer target) throws IOException {
                return SectionData.this.read(message, offset, target);
            }

            @Override
            public void close() {
                message.close();
            }
        };
    }

    private int read(Content message, long offset, ByteBuffer target) throws IOException {
        if (offset >= length() || !target.hasRemaining()) {
            return offset >= length() ? -1 : 0;
        }
        int range = at(offset);
        long left = positions[range + 1] - offset;
        int limit = target.limit();
        target.limit((int) Math.min(limit, target.position() + left));
        try {
            return message.read(starts[range] + offset - positions[range], target);
        } finally {
            target.limit(limit);
        }
    }

    /** The range that holds an octet of the section. */
    private int at(long offset) {
        int found = Arrays.binarySearch(positions, 0, starts.length, offset);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }

    /** Collects ranges; those that touch become one. */
    static final class Builder {
        private long[] starts = new long[4];
        private long[] positions = new long[5];
        private int count;

        void add(long from, long to) {
            if (to <= from) {
                return;
            }
            if (count > 0 && starts[count - 1] + positions[count] - positions[count - 1] == from) {
                positions[count] += to - from;
                return;
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
                positions = Arrays.copyOf(positions, count * 2 + 1);
            }
            starts[count] = from;
            positions[count + 1] = positions[count] + to - from;
            count++;
        }

        SectionData build() {
            return new SectionData(Arrays.copyOf(starts, count), Arrays.copyOf(positions, count + 1));
        }
    }
}
