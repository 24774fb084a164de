// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.Flags;

/**
 * One message that is about to be appended. Built by the command, edited by its options, then carried out by
 * {@link Mailbox#commit}. Confined to one step.
 */
public final class AppendPlan {
    private final Draft draft;
    private Flags flags = Flags.NONE;
    private OptionalLong internalDate = OptionalLong.empty();
    private @Nullable Replaced replaced;

    /**
     * The message that a new one takes the place of.
     *
     * @param mailbox where it is; null for the mailbox appended to
     * @param uid which it is
     * @param mustExist whether the append fails (NOT_FOUND) if it is not there
     */
    public record Replaced(org.pennypost.api.mail.@Nullable MailboxId mailbox, long uid, boolean mustExist) {}

    /** Makes a plan for a draft that is complete, without flags, dated now. */
    public AppendPlan(Draft draft) {
        this.draft = Objects.requireNonNull(draft);
    }

    /** Gives the message these flags. */
    public AppendPlan flags(Flags given) {
        flags = Objects.requireNonNull(given);
        return this;
    }

    /** Gives the message an internal date in seconds since 1970-01-01T00:00Z. */
    public AppendPlan internalDate(long second) {
        internalDate = OptionalLong.of(second);
        return this;
    }

    /** Lets the message take the place of another: both changes are one transaction. */
    public AppendPlan replacing(Replaced other) {
        replaced = Objects.requireNonNull(other);
        return this;
    }

    /** Returns the octets. */
    public Draft draft() {
        return draft;
    }

    /** Returns the flags. */
    public Flags flags() {
        return flags;
    }

    /** Returns the internal date in seconds since 1970-01-01T00:00Z; empty for the time of the commit. */
    public OptionalLong internalDate() {
        return internalDate;
    }

    /** Returns the message to take the place of. */
    public Optional<Replaced> replaced() {
        return Optional.ofNullable(replaced);
    }
}
