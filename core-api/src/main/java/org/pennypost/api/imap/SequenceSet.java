// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.UidSet;

/**
 * {@code sequence-set} as it was read: numbers or UIDs, ranges, and {@code *} (RFC 9051 §9); or {@code $}, the saved
 * search result (RFC 5182). Immutable.
 *
 * @param ranges in the order given; empty for {@code $}
 * @param offset where it stood, in octets from the beginning of the command; makes no difference between two sets
 */
public record SequenceSet(List<Range> ranges, int offset) {
    /** Stands for {@code *}, the highest number in use. */
    public static final long STAR = 0;

    /**
     * One range; a single number is a range from itself to itself.
     *
     * @param from 1 to 4294967295 or {@link #STAR}
     * @param to 1 to 4294967295 or {@link #STAR}; may be below {@code from}
     */
    public record Range(long from, long to) {}

    /** Takes a copy. */
    public SequenceSet {
        ranges = List.copyOf(ranges);
    }

    /** Makes a set that stood nowhere. */
    public SequenceSet(List<Range> ranges) {
        this(ranges, 0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SequenceSet set && ranges.equals(set.ranges);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(ranges);
    }

    /** Tells whether this is {@code $}. */
    public boolean isSaved() {
        return ranges.isEmpty();
    }

    /**
     * Returns the numbers as a set.
     *
     * @param star what {@code *} stands for; if 0, ranges with it are empty
     */
    public UidSet resolve(long star) {
        UidSet.Builder set = UidSet.builder();
        for (Range range : ranges) {
            long from = range.from == STAR ? star : range.from;
            long to = range.to == STAR ? star : range.to;
            if (from > 0 && to > 0) {
                set.add(from, to);
            }
        }
        return set.build();
    }
}
