// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
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
    private final Map<Long, Former> formers = new HashMap<>();

    /**
     * What a message that had keywords was like when it went.
     *
     * @param keywords the first at bit 0
     * @param modSeq of its last change
     */
    record Former(long keywords, long modSeq) {}

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
            for (int i = 0; i < half; i++) {
                formers.remove(uid(i));
            }
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

    /** Remembers what a message that went was like. */
    void keep(long uid, Former former) {
        formers.put(uid, former);
    }

    Map<Long, Former> formers() {
        return formers;
    }

    /** Returns, by keyword, those that went after a mod-sequence and had it since then at the least. */
    Map<Integer, UidSet> formerly(long modSeq) {
        if (formers.isEmpty()) {
            return Map.of();
        }
        Map<Integer, UidSet.Builder> sets = new HashMap<>();
        for (int i = size - 1; i >= 0 && modSeqs[i] > modSeq; i--) {
            Former former = formers.get(uid(i));
            if (former != null && former.modSeq <= modSeq) {
                for (long left = former.keywords; left != 0; left &= left - 1) {
                    sets.computeIfAbsent(Long.numberOfTrailingZeros(left), index -> UidSet.builder())
                            .add(uid(i));
                }
            }
        }
        Map<Integer, UidSet> formerly = new HashMap<>();
        sets.forEach((index, uids) -> formerly.put(index, uids.build()));
        return formerly;
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
