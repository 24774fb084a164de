// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

import java.util.Objects;

/**
 * The UIDs of a mailbox at one moment, ascending: a shared array and a length. The array is never changed below the
 * length, so any number of sessions share it; arrivals fill it beyond the length of every earlier reader. UIDs are
 * unsigned 32-bit numbers and are given as {@code long} (1 to 4294967295).
 */
public final class UidList {
    /** The list of an empty mailbox. */
    public static final UidList EMPTY = new UidList(new int[0], 0);

    private final int[] uids;
    private final int size;

    private UidList(int[] uids, int size) {
        this.uids = uids;
        this.size = size;
    }

    /**
     * Returns a list over the first {@code size} elements of an array, without a copy: the caller promises never to
     * change them.
     *
     * @param uids ascending as unsigned numbers
     * @throws IndexOutOfBoundsException if the array is shorter
     */
    public static UidList over(int[] uids, int size) {
        Objects.checkFromToIndex(0, size, uids.length);
        return size == 0 ? EMPTY : new UidList(uids, size);
    }

    /** Returns the number of messages. */
    public int size() {
        return size;
    }

    /**
     * Returns the UID at an index.
     *
     * @param index 0 to size − 1, that is, the message sequence number less one
     */
    public long uid(int index) {
        return Integer.toUnsignedLong(uids[Objects.checkIndex(index, size)]);
    }

    /** Returns the index of a UID, or −1 if it is not in the list. */
    public int indexOf(long uid) {
        int at = indexFrom(uid);
        return at < size && Integer.toUnsignedLong(uids[at]) == uid ? at : -1;
    }

    /** Returns the index of the first UID that is not below the given one; {@code size()} if there is none. */
    public int indexFrom(long uid) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Integer.toUnsignedLong(uids[middle]) < uid) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the highest UID, 0 for an empty list. */
    public long last() {
        return size == 0 ? 0 : uid(size - 1);
    }

    /** Returns all UIDs as a set. */
    public UidSet toSet() {
        return slice(0, size);
    }

    /**
     * Returns the UIDs at the indexes {@code from} (inclusive) to {@code to} (exclusive) as a set.
     *
     * @throws IndexOutOfBoundsException if they are not indexes of this list
     */
    public UidSet slice(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        UidSet.Builder set = UidSet.builder();
        for (int i = from; i < to; i++) {
            set.add(Integer.toUnsignedLong(uids[i]));
        }
        return set.build();
    }

    /** Returns those members of a set that are in this list. Costs the smaller of the two and a search per range. */
    public UidSet intersect(UidSet set) {
        UidSet.Builder found = UidSet.builder();
        for (int range = 0; range < set.ranges(); range++) {
            int to = indexFrom(set.last(range) + 1);
            for (int i = indexFrom(set.first(range)); i < to; i++) {
                found.add(Integer.toUnsignedLong(uids[i]));
            }
        }
        return found.build();
    }

    @Override
    public String toString() {
        return size + " UIDs up to " + last();
    }
}
