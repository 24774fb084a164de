// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.store.Access;

/** What a SELECT or EXAMINE wants. Built by the command, edited by its parameters. Confined to one step. */
public final class SelectPlan {
    private final MailboxName name;
    private final Access access;
    private @Nullable Call sequel;

    /** Makes a plan to open a mailbox. */
    public SelectPlan(MailboxName name, Access access) {
        this.name = Objects.requireNonNull(name);
        this.access = Objects.requireNonNull(access);
    }

    /**
     * Says what runs once the mailbox is open and what SELECT itself tells has been written, before the tagged line. Its
     * outcome is a stream or done; the tagged line stays SELECT's own, unless it fails.
     */
    public SelectPlan then(Call call) {
        sequel = Objects.requireNonNull(call);
        return this;
    }

    /** Returns what runs once the mailbox is open. */
    public Optional<Call> sequel() {
        return Optional.ofNullable(sequel);
    }

    /** Returns which mailbox. */
    public MailboxName name() {
        return name;
    }

    /** Returns what for. */
    public Access access() {
        return access;
    }
}
