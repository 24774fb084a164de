// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The records of a dovecot-uidlist in the order of the file: UID, where its base stands, and a hash of the base. */
public final class UidRecords {
    private int[] uids = new int[64];
    private int[] offsets = new int[64];
    private long[] hashes = new long[64];
    private int size;
    private int[] slots = {};
    private final Map<Long, String> uniqueIds = new HashMap<>();

    /** Adds a record. */
    public void add(long uid, int offset, long hash) {
        if (size == uids.length) {
            int more = size * 2;
            uids = Arrays.copyOf(uids, more);
            offsets = Arrays.copyOf(offsets, more);
            hashes = Arrays.copyOf(hashes, more);
        }
        uids[size] = (int) uid;
        offsets[size] = offset;
        hashes[size] = hash;
        size++;
        if (slots.length > 0) {
            if (size * 2 > slots.length) {
                rehash();
            } else {
                put(size - 1);
            }
        }
    }

    /** Keeps what POP3 has called a message. */
    void uniqueId(long uid, String id) {
        uniqueIds.put(uid, id);
    }

    /** Returns by UID what POP3 has called those messages of which that is written down. */
    public Map<Long, String> uniqueIds() {
        return uniqueIds;
    }

    /** Returns the number of records. */
    public int size() {
        return size;
    }

    /** Returns the UID of a record. */
    public long uid(int record) {
        return Integer.toUnsignedLong(uids[record]);
    }

    /** Returns where the base of a record begins in the file. */
    public int offset(int record) {
        return offsets[record];
    }

    /** Returns the record of a base, −1 if there is none; of several the last. */
    public int find(long hash) {
        if (slots.length == 0) {
            rehash();
        }
        int mask = slots.length - 1;
        for (int at = (int) hash & mask; slots[at] != 0; at = (at + 1) & mask) {
            if (hashes[slots[at] - 1] == hash) {
                return slots[at] - 1;
            }
        }
        return -1;
    }

    /** Returns the highest UID, 0 if there is none. */
    public long highest() {
        long highest = 0;
        for (int i = 0; i < size; i++) {
            highest = Math.max(highest, uid(i));
        }
        return highest;
    }

    private void rehash() {
        slots = new int[Math.max(64, Integer.highestOneBit(size * 2 + 1) * 2)];
        for (int i = 0; i < size; i++) {
            put(i);
        }
    }

    private void put(int record) {
        int mask = slots.length - 1;
        long hash = hashes[record];
        int at = (int) hash & mask;
        while (slots[at] != 0 && hashes[slots[at] - 1] != hash) {
            at = (at + 1) & mask;
        }
        slots[at] = record + 1;
    }
}
