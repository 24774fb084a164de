// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.pennypost.api.mail.UidSet;

/**
 * What a FETCH wants: which messages, and what must be known of them. Built by the command, edited by its items and
 * modifiers, then read by the store. Confined to one step.
 */
public final class FetchPlan {
    private final Set<Need> needs = EnumSet.noneOf(Need.class);
    private final Set<MemoKey> memos = new LinkedHashSet<>();
    private UidSet uids;
    private boolean setsSeen;
    private long changedSince = -1;
    private boolean vanished;

    /** Makes a plan for these messages which needs UIDs, flags and mod-sequences only. */
    public FetchPlan(UidSet uids) {
        this.uids = uids;
    }

    /** Returns a plan that wants these of no particular messages. */
    public static FetchPlan of(Need... needs) {
        return new FetchPlan(UidSet.EMPTY).needs(needs);
    }

    /** Adds needs. */
    public FetchPlan needs(Need... more) {
        needs.addAll(Set.of(more));
        return this;
    }

    /** Adds a memo column that should come with the messages. */
    public FetchPlan memo(MemoKey key) {
        memos.add(key);
        return this;
    }

    /** Says that the messages get {@code \Seen} (BODY[…] without PEEK). */
    public FetchPlan setsSeen() {
        setsSeen = true;
        return this;
    }

    /** Leaves only messages changed after a mod-sequence (CHANGEDSINCE, RFC 7162 §3.1.4.1). */
    public FetchPlan changedSince(long modSeq) {
        changedSince = modSeq;
        return this;
    }

    /**
     * Says that the client wants to know which of the messages went after that mod-sequence (VANISHED, RFC 7162 §3.2.6). Not a
     * matter of {@link Mailbox#messages}.
     */
    public FetchPlan vanished() {
        vanished = true;
        return this;
    }

    /** Tells whether the client wants to know which of the messages went. */
    public boolean wantsVanished() {
        return vanished;
    }

    /** Puts other messages in. */
    public FetchPlan uids(UidSet others) {
        uids = others;
        return this;
    }

    /** Returns the messages wanted. */
    public UidSet uids() {
        return uids;
    }

    /** Tells whether something is needed. */
    public boolean wants(Need need) {
        return needs.contains(need);
    }

    /** Returns the memo columns wanted. */
    public Set<MemoKey> memos() {
        return memos;
    }

    /** Tells whether {@code \Seen} is to be set. */
    public boolean seen() {
        return setsSeen;
    }

    /** Returns the mod-sequence above which messages are wanted, −1 for all. */
    public long changedSince() {
        return changedSince;
    }
}
