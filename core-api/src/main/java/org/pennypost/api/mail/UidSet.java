// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * A set of UIDs as ascending, disjoint, non-adjacent ranges. UIDs are unsigned 32-bit numbers and are given as
 * {@code long} (1 to 4294967295).
 */
public final class UidSet {
    /** The set without members. */
    public static final UidSet EMPTY = new UidSet(new int[0], 0);

    /** The set of all possible UIDs. */
    public static final UidSet ALL = range(1, 0xFFFFFFFFL);

    private static final long HIGHEST = 0xFFFFFFFFL;

    /** first and last of each range in turn */
    private final int[] bounds;

    private final int ranges;

    private UidSet(int[] bounds, int ranges) {
        this.bounds = bounds;
        this.ranges = ranges;
    }

    /** Returns the set of these UIDs, which may come in any order. */
    public static UidSet of(long... uids) {
        Builder builder = builder();
        for (long uid : uids) {
            builder.add(uid);
        }
        return builder.build();
    }

    /**
     * Returns the set of all UIDs from {@code first} to {@code last}, both included, which may come in either order.
     *
     * @throws IllegalArgumentException if one is not 1 to 4294967295
     */
    public static UidSet range(long first, long last) {
        return builder().add(first, last).build();
    }

    /**
     * Reads the form that {@link #toString} writes.
     *
     * @throws IllegalArgumentException if it is another text
     */
    public static UidSet parse(String text) {
        Builder builder = builder();
        if (!text.isEmpty()) {
            for (String range : text.split(",", -1)) {
                int colon = range.indexOf(':');
                long first = Long.parseLong(colon < 0 ? range : range.substring(0, colon));
                builder.add(first, colon < 0 ? first : Long.parseLong(range.substring(colon + 1)));
            }
        }
        return builder.build();
    }

    /** Returns a builder for a new set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Tells whether the set has no member. */
    public boolean isEmpty() {
        return ranges == 0;
    }

    /** Returns the number of members, 0 to 4294967295. */
    public long count() {
        long count = 0;
        for (int i = 0; i < ranges; i++) {
            count += last(i) - first(i) + 1;
        }
        return count;
    }

    /** Returns the number of ranges. */
    public int ranges() {
        return ranges;
    }

    /** Returns the lowest UID of a range, 0 ≤ range &lt; {@link #ranges}. */
    public long first(int range) {
        return Integer.toUnsignedLong(bounds[2 * range]);
    }

    /** Returns the highest UID of a range, 0 ≤ range &lt; {@link #ranges}. */
    public long last(int range) {
        return Integer.toUnsignedLong(bounds[2 * range + 1]);
    }

    /** Tells whether a UID is a member. Costs the logarithm of the number of ranges. */
    public boolean contains(long uid) {
        int at = rangeFrom(uid);
        return at < ranges && first(at) <= uid;
    }

    /** index of the first range that ends at or above the UID */
    private int rangeFrom(long uid) {
        int low = 0;
        int high = ranges;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (last(middle) < uid) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Calls the action with each member, ascending. */
    public void forEach(LongConsumer action) {
        for (int i = 0; i < ranges; i++) {
            long last = last(i);
            for (long uid = first(i); uid <= last; uid++) {
                action.accept(uid);
            }
        }
    }

    /** Returns the members of either set. */
    public UidSet union(UidSet other) {
        if (isEmpty()) {
            return other;
        }
        if (other.isEmpty()) {
            return this;
        }
        Builder builder = builder();
        int mine = 0;
        int theirs = 0;
        while (mine < ranges || theirs < other.ranges) {
            if (theirs == other.ranges || (mine < ranges && first(mine) <= other.first(theirs))) {
                builder.add(first(mine), last(mine++));
            } else {
                builder.add(other.first(theirs), other.last(theirs++));
            }
        }
        return builder.build();
    }

    /** Returns the members of both sets. */
    public UidSet intersect(UidSet other) {
        Builder builder = builder();
        int mine = 0;
        int theirs = 0;
        while (mine < ranges && theirs < other.ranges) {
            long first = Math.max(first(mine), other.first(theirs));
            long last = Math.min(last(mine), other.last(theirs));
            if (first <= last) {
                builder.add(first, last);
            }
            if (last(mine) < other.last(theirs)) {
                mine++;
            } else {
                theirs++;
            }
        }
        return builder.build();
    }

    /** Returns the members that the other set does not have. */
    public UidSet minus(UidSet other) {
        Builder builder = builder();
        for (int i = 0; i < ranges; i++) {
            long from = first(i);
            long last = last(i);
            for (int r = other.rangeFrom(from); r < other.ranges && other.first(r) <= last; r++) {
                if (other.first(r) > from) {
                    builder.add(from, other.first(r) - 1);
                }
                from = other.last(r) + 1;
            }
            if (from <= last) {
                builder.add(from, last);
            }
        }
        return builder.build();
    }

    /**
     * Returns the lowest {@code count} members, or all if there are fewer.
     *
     * @param count 0 or more
     */
    public UidSet head(long count) {
        Builder builder = builder();
        long left = count;
        for (int i = 0; i < ranges && left > 0; i++) {
            long last = Math.min(last(i), first(i) + left - 1);
            builder.add(first(i), last);
            left -= last - first(i) + 1;
        }
        return builder.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UidSet set
                && ranges == set.ranges
                && Arrays.equals(bounds, 0, 2 * ranges, set.bounds, 0, 2 * ranges);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < 2 * ranges; i++) {
            hash = 31 * hash + bounds[i];
        }
        return hash;
    }

    /** Returns the set as IMAP writes it ({@code 1:3,7}; RFC 9051 §9 {@code uid-set}); empty text for no members. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ranges; i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(first(i));
            if (last(i) != first(i)) {
                text.append(':').append(last(i));
            }
        }
        return text.toString();
    }

    /** Collects UIDs and ranges, cheapest in ascending order. Not for use by several threads. */
    public static final class Builder {
        private int[] bounds = new int[8];
        private int ranges;

        private Builder() {}

        /**
         * Adds one UID.
         *
         * @throws IllegalArgumentException if it is not 1 to 4294967295
         */
        public Builder add(long uid) {
            return add(uid, uid);
        }

        /**
         * Adds all UIDs between two, both included, which may come in either order.
         *
         * @throws IllegalArgumentException if one is not 1 to 4294967295
         */
        public Builder add(long one, long other) {
            long first = Math.min(one, other);
            long last = Math.max(one, other);
            if (first < 1 || last > HIGHEST) {
                throw new IllegalArgumentException("UIDs are 1 to 4294967295, not " + first + ":" + last);
            }
            if (ranges > 0 && first <= lastBound() + 1) {
                if (first >= Integer.toUnsignedLong(bounds[2 * ranges - 2])) {
                    bounds[2 * ranges - 1] = (int) Math.max(last, lastBound());
                } else {
                    insert(first, last);
                }
                return this;
            }
            append(first, last);
            return this;
        }

        private long lastBound() {
            return Integer.toUnsignedLong(bounds[2 * ranges - 1]);
        }

        private void append(long first, long last) {
            if (2 * ranges == bounds.length) {
                bounds = Arrays.copyOf(bounds, bounds.length * 2);
            }
            bounds[2 * ranges] = (int) first;
            bounds[2 * ranges + 1] = (int) last;
            ranges++;
        }

        private boolean sorted = true;

        private void insert(long first, long last) {
            append(first, last);
            sorted = false;
        }

        /** Returns the set of what was added. The builder may be used on. */
        public UidSet build() {
            if (!sorted) {
                merge();
            }
            return ranges == 0 ? EMPTY : new UidSet(Arrays.copyOf(bounds, 2 * ranges), ranges);
        }

        private void merge() {
            long[] packed = new long[ranges];
            for (int i = 0; i < ranges; i++) {
                packed[i] =
                        ((long) (bounds[2 * i] ^ Integer.MIN_VALUE) << 32) | Integer.toUnsignedLong(bounds[2 * i + 1]);
            }
            Arrays.sort(packed);
            ranges = 0;
            sorted = true;
            for (long range : packed) {
                long first = Integer.toUnsignedLong((int) (range >>> 32) ^ Integer.MIN_VALUE);
                long last = range & HIGHEST;
                if (ranges > 0 && first <= lastBound() + 1) {
                    bounds[2 * ranges - 1] = (int) Math.max(last, lastBound());
                } else {
                    append(first, last);
                }
            }
        }
    }
}
