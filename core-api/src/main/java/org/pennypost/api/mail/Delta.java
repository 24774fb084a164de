// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/**
 * What changed in a mailbox since a mod-sequence, and the mailbox as it stands after those changes. Pulled by sessions,
 * never pushed. Arrivals are not listed: they are the UIDs of {@link #uids} at and above the UIDNEXT that the caller
 * knew.
 */
public final class Delta {
    private final boolean complete;
    private final UidList uids;
    private final UidSet changed;
    private final UidSet vanished;
    private final UidSet recent;
    private final long uidNext;
    private final long modSeq;

    private final Map<Flag, UidSet> formerly;

    private Delta(boolean complete, Now now, UidSet changed, UidSet vanished, UidSet recent) {
        this(complete, now, new Sets(changed, vanished, recent), Map.of());
    }

    private Delta(boolean complete, Now now, Sets sets, Map<Flag, UidSet> formerly) {
        this.complete = complete;
        this.uids = Objects.requireNonNull(now.uids);
        this.uidNext = now.uidNext;
        this.modSeq = now.modSeq;
        this.changed = Objects.requireNonNull(sets.changed);
        this.vanished = Objects.requireNonNull(sets.vanished);
        this.recent = Objects.requireNonNull(sets.recent);
        this.formerly = Map.copyOf(formerly);
    }

    private record Sets(UidSet changed, UidSet vanished, UidSet recent) {}

    /**
     * The mailbox after the changes.
     *
     * @param uids all UIDs
     * @param uidNext the UID that the next message gets at the least
     * @param modSeq the highest mod-sequence; the caller's next question starts here
     */
    public record Now(UidList uids, long uidNext, long modSeq) {}

    /**
     * Returns a complete answer.
     *
     * @param changed messages that are there and whose mod-sequence is above the one asked about, arrivals included
     * @param vanished UIDs expunged since; may contain some that the caller never saw
     * @param recent UIDs that this answer gives to this session as {@code \Recent}
     */
    public static Delta of(Now now, UidSet changed, UidSet vanished, UidSet recent) {
        return new Delta(true, now, changed, vanished, recent);
    }

    /**
     * Returns the answer "too old": the store no longer knows what happened since. The caller compares UID lists and
     * takes every message as changed.
     */
    public static Delta tooOld(Now now, UidSet recent) {
        return new Delta(false, now, now.uids.toSet(), UidSet.EMPTY, recent);
    }

    /**
     * Returns the answer with what is known of vanished messages: who does not see messages with a keyword never saw these.
     *
     * @param keywords to those of the vanished that had it at the mod-sequence asked about and changed no more until they
     *     went; a store that does not know leaves it out
     */
    public Delta formerly(Map<Flag, UidSet> keywords) {
        return new Delta(complete, new Now(uids, uidNext, modSeq), new Sets(changed, vanished, recent), keywords);
    }

    /** Returns those of the vanished messages that are known to have had one of these keywords all the time. */
    public UidSet vanishedWith(Collection<Flag> keywords) {
        UidSet all = UidSet.EMPTY;
        for (Flag keyword : keywords) {
            all = all.union(formerly.getOrDefault(keyword, UidSet.EMPTY));
        }
        return all;
    }

    /** Tells whether {@link #vanished} is all that vanished; if not, the caller compares UID lists. */
    public boolean complete() {
        return complete;
    }

    /** Returns all UIDs of the mailbox now. */
    public UidList uids() {
        return uids;
    }

    /** Returns the messages whose flags may be new, arrivals included. */
    public UidSet changed() {
        return changed;
    }

    /** Returns the UIDs expunged since. */
    public UidSet vanished() {
        return vanished;
    }

    /** Returns the UIDs that are {@code \Recent} for this session from now on (RFC 3501 §2.3.2). */
    public UidSet recent() {
        return recent;
    }

    /** Returns the UID that the next message gets at the least. */
    public long uidNext() {
        return uidNext;
    }

    /** Returns the highest mod-sequence of the mailbox. */
    public long modSeq() {
        return modSeq;
    }
}
