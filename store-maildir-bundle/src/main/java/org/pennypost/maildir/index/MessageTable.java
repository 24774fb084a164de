// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.util.Arrays;
import org.pennypost.api.mail.UidList;

/**
 * What is known of each message of a mailbox, in arrays of primitives: 36 octets a message. Guarded by the lock of its
 * {@link Folder}; only the UIDs are shared with sessions, see {@link UidList}.
 */
final class MessageTable {
    /** A date that nobody has asked for yet. */
    static final long NO_DATE = Long.MIN_VALUE;

    /** A size that nobody has asked for yet. */
    static final long NO_SIZE = -1;

    /** The largest size that is kept. */
    static final long MOST_SIZE = 0xFFFFFFFEL;

    private int size;
    private int[] uids = {};
    private long[] modSeqs = {};
    private long[] words = {};
    private int[] sizes = {};
    private long[] dates = {};
    private int[] offsets = {};
    private UidList shared = UidList.EMPTY;

    /**
     * All that is known of one message.
     *
     * @param uid its UID
     * @param modSeq of its last change
     * @param word flags, see {@link org.pennypost.maildir.name.FlagWord}
     * @param size in wire form or {@link #NO_SIZE}
     * @param date internal date in seconds or {@link #NO_DATE}
     * @param offset of its base in the uidlist
     */
    record Row(long uid, long modSeq, long word, long size, long date, int offset) {}

    int size() {
        return size;
    }

    long uid(int index) {
        return Integer.toUnsignedLong(uids[index]);
    }

    long modSeq(int index) {
        return modSeqs[index];
    }

    long word(int index) {
        return words[index];
    }

    long size(int index) {
        return sizes[index] == -1 ? NO_SIZE : Integer.toUnsignedLong(sizes[index]);
    }

    long date(int index) {
        return dates[index];
    }

    int offset(int index) {
        return offsets[index];
    }

    int indexOf(long uid) {
        return shared.indexOf(uid);
    }

    /** Returns the UIDs as they stand, without a copy. */
    UidList uids() {
        return shared;
    }

    /** Adds a message, whose UID is above all others. */
    void add(Row row) {
        if (size == uids.length) {
            grow(Math.max(16, size + (size >> 1)));
        }
        uids[size] = (int) row.uid;
        modSeqs[size] = row.modSeq;
        words[size] = row.word;
        sizes[size] = row.size < 0 || row.size > MOST_SIZE ? -1 : (int) row.size;
        dates[size] = row.date;
        offsets[size] = row.offset;
        size++;
    }

    /** Lets sessions see what was added. */
    void publish() {
        shared = UidList.over(uids, size);
    }

    /** Makes room, so that adding copies nothing; always half as much again, so that many small additions stay cheap. */
    void grow(int least) {
        if (least <= uids.length) {
            return;
        }
        int capacity = Math.max(least, uids.length + (uids.length >> 1));
        uids = Arrays.copyOf(uids, capacity);
        modSeqs = Arrays.copyOf(modSeqs, capacity);
        words = Arrays.copyOf(words, capacity);
        sizes = Arrays.copyOf(sizes, capacity);
        dates = Arrays.copyOf(dates, capacity);
        offsets = Arrays.copyOf(offsets, capacity);
    }

    void flags(int index, long word, long modSeq) {
        words[index] = word;
        modSeqs[index] = modSeq;
    }

    /** Changes place or oddity, which no client sees. */
    void word(int index, long word) {
        words[index] = word;
    }

    void size(int index, long value) {
        sizes[index] = value > MOST_SIZE ? -1 : (int) value;
    }

    void date(int index, long second) {
        dates[index] = second;
    }

    void offset(int index, int value) {
        offsets[index] = value;
    }

    /**
     * Takes messages out. The array of UIDs is copied, since sessions may hold it.
     *
     * @param gone ascending indexes
     */
    void remove(int[] gone, int count) {
        if (count == 0) {
            return;
        }
        int[] left = new int[Math.max(16, size - count + (size >> 3))];
        int to = 0;
        int next = 0;
        for (int from = 0; from < size; from++) {
            if (next < count && gone[next] == from) {
                next++;
                continue;
            }
            left[to] = uids[from];
            modSeqs[to] = modSeqs[from];
            words[to] = words[from];
            sizes[to] = sizes[from];
            dates[to] = dates[from];
            offsets[to] = offsets[from];
            to++;
        }
        uids = left;
        size = to;
        shrink(left.length);
        publish();
    }

    private void shrink(int capacity) {
        modSeqs = Arrays.copyOf(modSeqs, capacity);
        words = Arrays.copyOf(words, capacity);
        sizes = Arrays.copyOf(sizes, capacity);
        dates = Arrays.copyOf(dates, capacity);
        offsets = Arrays.copyOf(offsets, capacity);
    }

    /** Puts what is known of a message in place of what was known, its UID the same. */
    void replace(int index, Row row) {
        modSeqs[index] = row.modSeq;
        words[index] = row.word;
        sizes[index] = row.size < 0 || row.size > MOST_SIZE ? -1 : (int) row.size;
        dates[index] = row.date;
        offsets[index] = row.offset;
    }

    /** Returns all that is known of a message. */
    Row row(int index) {
        return new Row(uid(index), modSeqs[index], words[index], size(index), dates[index], offsets[index]);
    }
}
