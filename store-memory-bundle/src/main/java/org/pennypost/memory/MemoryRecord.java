// SPDX-License-Identifier: Apache-2.0
package org.pennypost.memory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.store.MemoKey;

/**
 * One message as kept. Immutable but for its memos.
 *
 * @param uid 0 before it has arrived
 * @param modSeq of the last change
 * @param flags without \Recent
 * @param octets in wire form, never changed
 * @param internalDate seconds since 1970-01-01T00:00Z
 * @param memos what somebody derived from the octets
 */
@SuppressWarnings("ArrayRecordComponent")
record MemoryRecord(long uid, long modSeq, Flags flags, byte[] octets, long internalDate, Map<MemoKey, byte[]> memos) {
    /** Returns a message that has no UID yet. */
    static MemoryRecord of(byte[] octets, Flags flags, long internalDate) {
        return new MemoryRecord(0, 0, flags, octets, internalDate, new ConcurrentHashMap<>());
    }

    MemoryRecord arrived(long newUid, long change) {
        return new MemoryRecord(newUid, change, flags, octets, internalDate, memos);
    }

    MemoryRecord with(Flags now, long change) {
        return new MemoryRecord(uid, change, now, octets, internalDate, memos);
    }

    /** Returns what is remembered of a message that went. */
    MemoryRecord bare() {
        return new MemoryRecord(uid, modSeq, flags, new byte[0], internalDate, Map.of());
    }

    MemoryRecord copy(Flags now) {
        return new MemoryRecord(0, 0, now, octets, internalDate, new ConcurrentHashMap<>(memos));
    }
}
