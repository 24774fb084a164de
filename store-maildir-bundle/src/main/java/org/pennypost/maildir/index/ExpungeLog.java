// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.util.Arrays;
import org.pennypost.api.mail.UidSet;

/**
 * Which UIDs went at which mod-sequence, oldest first. Remembers at most {@link #MOST}; what went at or before
 * {@link #floor} is forgotten. Guarded by the lock of its {@link Folder}.
 */
final class ExpungeLog {
    /** Most entries. */
    static final int MOST = 64 * 1024;

    private int[] uids = {};
    private long[] modSeqs = {};
    private int size;
    private long floor;

    /** Makes a log that knows everything after a mod-sequence. */
    ExpungeLog(long floor) {
        this.floor = floor;
    }

    int size() {
        return size;
    }

    long uid(int index) {
        return Integer.toUnsignedLong(uids[index]);
    }

    long modSeq(int index) {
        return modSeqs[index];
    }

    /** Returns the mod-sequence up to which expunges may be missing. */
    long floor() {
        return floor;
    }

    void add(long uid, long modSeq) {
        if (size == MOST) {
            int half = MOST / 2;
            floor = modSeqs[half - 1];
            System.arraycopy(uids, half, uids, 0, size - half);
            System.arraycopy(modSeqs, half, modSeqs, 0, size - half);
            size -= half;
        }
        if (size == uids.length) {
            int more = Math.max(16, size * 2);
            uids = Arrays.copyOf(uids, more);
            modSeqs = Arrays.copyOf(modSeqs, more);
        }
        uids[size] = (int) uid;
        modSeqs[size++] = modSeq;
    }

    /** Returns the UIDs that went after a mod-sequence. */
    UidSet since(long modSeq) {
        int at = size;
        while (at > 0 && modSeqs[at - 1] > modSeq) {
            at--;
        }
        UidSet.Builder gone = UidSet.builder();
        for (int i = at; i < size; i++) {
            gone.add(uid(i));
        }
        return gone.build();
    }
}
