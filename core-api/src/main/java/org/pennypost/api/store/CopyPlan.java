// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.Objects;
import org.pennypost.api.mail.FlagChange;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.UidSet;

/**
 * What a COPY or MOVE wants. Built by the command, edited by its parameters, then carried out by the store. The target may
 * be the same mailbox. Confined to one step.
 */
public final class CopyPlan {
    private final UidSet uids;
    private final MailboxName target;
    private final boolean move;
    private FlagChange change = FlagChange.NOTHING;

    /** Makes a plan to copy, or move, these messages. */
    public CopyPlan(UidSet uids, MailboxName target, boolean move) {
        this.uids = Objects.requireNonNull(uids);
        this.target = Objects.requireNonNull(target);
        this.move = move;
    }

    /** Changes the flags of the copies on the way. */
    public CopyPlan change(FlagChange other) {
        change = Objects.requireNonNull(other);
        return this;
    }

    /** Returns the messages. */
    public UidSet uids() {
        return uids;
    }

    /** Returns where they go. */
    public MailboxName target() {
        return target;
    }

    /** Tells whether the originals go. */
    public boolean move() {
        return move;
    }

    /** Returns how the copies' flags differ. */
    public FlagChange change() {
        return change;
    }
}
