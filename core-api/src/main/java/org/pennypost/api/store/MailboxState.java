// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.Objects;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailboxId;
import org.pennypost.api.mail.UidSet;

/** A mailbox at one moment, as an opened {@link Mailbox} sees it. */
public final class MailboxState {
    private final MailboxId id;
    private final long uidValidity;
    private final Delta.Now now;
    private final UidSet recent;
    private final Keywords keywords;

    /**
     * The keywords of a mailbox.
     *
     * @param used those in use, for the FLAGS response
     * @param open whether others can be set too ({@code \*} in PERMANENTFLAGS)
     */
    public record Keywords(Flags used, boolean open) {}

    /**
     * Makes a state.
     *
     * @param id which mailbox
     * @param uidValidity 1 to 4294967295
     * @param now UIDs, UIDNEXT and highest mod-sequence
     * @param recent messages that are {@code \Recent} for this session
     * @param keywords keywords in use
     */
    public MailboxState(MailboxId id, long uidValidity, Delta.Now now, UidSet recent, Keywords keywords) {
        this.id = Objects.requireNonNull(id);
        this.uidValidity = uidValidity;
        this.now = Objects.requireNonNull(now);
        this.recent = Objects.requireNonNull(recent);
        this.keywords = Objects.requireNonNull(keywords);
    }

    /** Returns the state with other UIDs, UIDNEXT or mod-sequence, and others recent. */
    public MailboxState with(Delta.Now other, UidSet otherRecent) {
        return new MailboxState(id, uidValidity, other, otherRecent, keywords);
    }

    /** Returns which mailbox this is. */
    public MailboxId id() {
        return id;
    }

    /** Returns UIDVALIDITY, 1 to 4294967295 (RFC 9051 §2.3.1.1). */
    public long uidValidity() {
        return uidValidity;
    }

    /** Returns UIDs, UIDNEXT and highest mod-sequence. */
    public Delta.Now now() {
        return now;
    }

    /** Returns the messages that are {@code \Recent} for this session (RFC 3501 §2.3.2). */
    public UidSet recent() {
        return recent;
    }

    /** Returns the keywords in use, and whether others can be set. */
    public Keywords keywords() {
        return keywords;
    }
}
