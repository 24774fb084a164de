// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.Objects;
import org.pennypost.api.mail.FlagChange;
import org.pennypost.api.mail.UidSet;

/** What a STORE wants. Built by the command, edited by its modifiers, then carried out by the store. Confined to one step. */
public final class StorePlan {
    private final UidSet uids;
    private FlagChange change;
    private long unchangedSince = -1;

    /** Makes a plan to change these messages in this way. */
    public StorePlan(UidSet uids, FlagChange change) {
        this.uids = Objects.requireNonNull(uids);
        this.change = Objects.requireNonNull(change);
    }

    /** Spares messages changed after a mod-sequence (UNCHANGEDSINCE, RFC 7162 §3.1.3). */
    public StorePlan unchangedSince(long modSeq) {
        unchangedSince = modSeq;
        return this;
    }

    /** Puts another change in. */
    public StorePlan change(FlagChange other) {
        change = other;
        return this;
    }

    /** Returns the messages to change. */
    public UidSet uids() {
        return uids;
    }

    /** Returns the change. */
    public FlagChange change() {
        return change;
    }

    /** Returns the mod-sequence above which messages are spared, −1 for none. */
    public long unchangedSince() {
        return unchangedSince;
    }
}
