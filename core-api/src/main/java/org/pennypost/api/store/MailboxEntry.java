// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.SpecialUse;

/** A name in a user's tree of mailboxes and what LIST says of it. */
public final class MailboxEntry {
    private final MailboxName name;
    private final Kind kind;
    private final boolean subscribed;
    private final Set<SpecialUse> uses;

    /** What stands behind a name. */
    public enum Kind {
        /** A mailbox that can be selected. */
        MAILBOX,
        /** Only the parent of others: {@code \Noselect}. */
        PARENT,
        /** Nothing: the name is only subscribed ({@code \NonExistent}, RFC 5258 §3). */
        NOTHING
    }

    private MailboxEntry(MailboxName name, Kind kind, boolean subscribed, Set<SpecialUse> uses) {
        this.name = Objects.requireNonNull(name);
        this.kind = Objects.requireNonNull(kind);
        this.subscribed = subscribed;
        this.uses = uses;
    }

    /** Returns an entry that is not subscribed and has no special use. */
    public static MailboxEntry of(MailboxName name, Kind kind) {
        return new MailboxEntry(name, kind, false, Set.of());
    }

    /** Returns the entry with another subscription. */
    public MailboxEntry withSubscribed(boolean now) {
        return now == subscribed ? this : new MailboxEntry(name, kind, now, uses);
    }

    /** Returns the entry with other special uses. */
    public MailboxEntry withUses(Set<SpecialUse> now) {
        return new MailboxEntry(name, kind, subscribed, now.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(now)));
    }

    /** Returns the name. */
    public MailboxName name() {
        return name;
    }

    /** Returns what stands behind the name. */
    public Kind kind() {
        return kind;
    }

    /** Tells whether the name is subscribed. */
    public boolean subscribed() {
        return subscribed;
    }

    /** Returns what the mailbox is for (RFC 6154). */
    public Set<SpecialUse> uses() {
        return uses;
    }

    @Override
    public String toString() {
        return name + " (" + kind + ")";
    }
}
