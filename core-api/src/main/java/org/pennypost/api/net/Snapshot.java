// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.net;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pennypost.api.mail.UidSet;

/**
 * A session as values, so that another version of its protocol can go on. Readers ignore keys they do not know and have a
 * default for each they do. Octets are kept as text of ISO-8859-1. Immutable.
 */
public final class Snapshot {
    /** A snapshot without any value and without farewell. */
    public static final Snapshot EMPTY = new Snapshot(Map.of(), Map.of(), "");

    private final Map<String, List<String>> values;
    private final Map<String, UidSet> uids;
    private final String farewell;

    private Snapshot(Map<String, List<String>> values, Map<String, UidSet> uids, String farewell) {
        this.values = values;
        this.uids = uids;
        this.farewell = farewell;
    }

    /** Returns the snapshot with a list of texts under a key. */
    public Snapshot with(String key, List<String> texts) {
        Map<String, List<String>> more = new HashMap<>(values);
        more.put(key, List.copyOf(texts));
        return new Snapshot(Map.copyOf(more), uids, farewell);
    }

    /** Returns the snapshot with one text under a key. */
    public Snapshot with(String key, String text) {
        return with(key, List.of(text));
    }

    /** Returns the snapshot with a UID set under a key. */
    public Snapshot with(String key, UidSet set) {
        Map<String, UidSet> more = new HashMap<>(uids);
        more.put(key, set);
        return new Snapshot(values, Map.copyOf(more), farewell);
    }

    /**
     * Returns the snapshot with the line that transport sends if nobody takes the session up.
     *
     * @param line with CRLF; empty for none
     */
    public Snapshot withFarewell(String line) {
        return new Snapshot(values, uids, line);
    }

    /** Returns the texts under a key, an empty list if there are none. */
    public List<String> list(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** Returns the first text under a key. */
    public Optional<String> text(String key) {
        return list(key).stream().findFirst();
    }

    /** Returns the UID set under a key, the empty set if there is none. */
    public UidSet uids(String key) {
        return uids.getOrDefault(key, UidSet.EMPTY);
    }

    /** Returns all keys of texts. */
    public Iterable<String> keys() {
        return values.keySet();
    }

    /** Returns the line for a session that nobody takes up; empty for none. */
    public String farewell() {
        return farewell;
    }
}
