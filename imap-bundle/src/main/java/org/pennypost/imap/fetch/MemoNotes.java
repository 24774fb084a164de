// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MemoKey;
import org.pennypost.api.store.Progress;

/** What a batch found out about its messages and the store shall remember, and how much had to be read for it. */
public final class MemoNotes {
    private static final long TICK = 256 * 1024;

    private final Map<MemoKey, Map<Long, byte[]>> values = new LinkedHashMap<>();
    private final Progress progress;
    private long octets;
    private boolean stopped;

    /**
     * Makes notes with nothing on them.
     *
     * @param progress told of what is read
     */
    public MemoNotes(Progress progress) {
        this.progress = progress;
    }

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
    void read(int more) {
        long before = octets / TICK;
        octets += more;
        if (octets / TICK != before) {
            tick(octets, -1);
        }
    }

    /** Says that the batch gets on. */
    public void tick(long done, long total) {
        stopped = true;
        progress.tick(done, total);
        stopped = false;
    }

    /** Tells whether reading failed because it was to end, and not because of the message. */
    boolean stopped() {
        return stopped;
    }

    /** Returns how many octets have been read. */
    public long octets() {
        return octets;
    }

    /** Gives the values to the store. */
    public void remember(Mailbox mailbox) {
        values.forEach(mailbox::remember);
        values.clear();
    }
}
