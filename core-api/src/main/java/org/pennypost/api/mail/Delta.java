// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

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

    private Delta(boolean complete, Now now, UidSet changed, UidSet vanished, UidSet recent) {
        this.complete = complete;
        this.uids = Objects.requireNonNull(now.uids);
        this.uidNext = now.uidNext;
        this.modSeq = now.modSeq;
        this.changed = Objects.requireNonNull(changed);
        this.vanished = Objects.requireNonNull(vanished);
        this.recent = Objects.requireNonNull(recent);
    }

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
