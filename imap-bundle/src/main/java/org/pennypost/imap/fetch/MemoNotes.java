// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MemoKey;

/** What a batch found out about its messages and the store shall remember, and how much had to be read for it. */
public final class MemoNotes {
    private final Map<MemoKey, Map<Long, byte[]>> values = new LinkedHashMap<>();
    private long octets;

    /** Makes notes with nothing on them. */
    public MemoNotes() {}

    /** Notes a value, if there is one. */
    void note(MemoKey key, long uid, Optional<byte[]> value) {
        value.ifPresent(known ->
                values.computeIfAbsent(key, first -> new LinkedHashMap<>()).put(uid, known));
    }

    /** Returns what has been noted. */
    Map<MemoKey, Map<Long, byte[]>> values() {
        return values;
    }

    /** Counts octets that have been read. */
    public void read(long more) {
        octets += more;
    }

    /** Returns the octets that have been read. */
    public long octets() {
        return octets;
    }

    /** Gives the values to the store. */
    public void remember(Mailbox mailbox) {
        values.forEach(mailbox::remember);
        values.clear();
    }
}
