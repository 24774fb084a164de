// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

/** UID to file offset, in arrays of primitives. Not for use by several threads. */
final class OffsetTable {
    private int[] uids = new int[64];
    private long[] offsets = new long[64];
    private int size;

    /** Returns the offset of a UID, −1 if it has none. */
    long get(long uid) {
        int at = slot((int) uid);
        return uids[at] == 0 ? -1 : offsets[at];
    }

    /** Returns how many UIDs have an offset. */
    int size() {
        return size;
    }

    void put(long uid, long offset) {
        if (uid == 0) {
            return;
        }
        int at = slot((int) uid);
        if (uids[at] == 0) {
            uids[at] = (int) uid;
            size++;
        }
        offsets[at] = offset;
        if (size * 2 > uids.length) {
            grow();
        }
    }

    private int slot(int uid) {
        int mask = uids.length - 1;
        int at = (uid * 0x9E3779B9) >>> 7 & mask;
        while (uids[at] != 0 && uids[at] != uid) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        int[] oldUids = uids;
        long[] oldOffsets = offsets;
        uids = new int[oldUids.length * 2];
        offsets = new long[uids.length];
        for (int i = 0; i < oldUids.length; i++) {
            if (oldUids[i] != 0) {
                int at = slot(oldUids[i]);
                uids[at] = oldUids[i];
                offsets[at] = oldOffsets[i];
            }
        }
    }
}
