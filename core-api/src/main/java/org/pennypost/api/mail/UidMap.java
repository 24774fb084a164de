// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

import java.util.Arrays;

/** Which message became which: the UIDs of originals and of their copies, in the same order (RFC 4315 §3). */
public final class UidMap {
    /** The map without members. */
    public static final UidMap EMPTY = new UidMap(new long[0], new long[0]);

    private final long[] from;
    private final long[] to;

    /**
     * Makes a map.
     *
     * @param from UIDs of the originals, ascending
     * @param to UIDs of the copies, one for each original, ascending
     * @throws IllegalArgumentException if the lengths differ
     */
    public UidMap(long[] from, long[] to) {
        if (from.length != to.length) {
            throw new IllegalArgumentException("a UID map has as many copies as originals");
        }
        this.from = from.clone();
        this.to = to.clone();
    }

    /** Returns the number of messages copied. */
    public int size() {
        return from.length;
    }

    /** Returns the UID of an original, 0 ≤ index &lt; {@link #size}. */
    public long from(int index) {
        return from[index];
    }

    /** Returns the UID of a copy, 0 ≤ index &lt; {@link #size}. */
    public long to(int index) {
        return to[index];
    }

    /** Returns the UIDs of the originals. */
    public UidSet originals() {
        return UidSet.of(from);
    }

    /** Returns the UIDs of the copies. */
    public UidSet copies() {
        return UidSet.of(to);
    }

    @Override
    public String toString() {
        return Arrays.toString(from) + " to " + Arrays.toString(to);
    }
}
