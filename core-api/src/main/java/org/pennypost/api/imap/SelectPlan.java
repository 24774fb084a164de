// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.util.Objects;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.store.Access;

/** What a SELECT or EXAMINE wants. Built by the command, edited by its parameters. Confined to one step. */
public final class SelectPlan {
    private final MailboxName name;
    private final Access access;

    /** Makes a plan to open a mailbox. */
    public SelectPlan(MailboxName name, Access access) {
        this.name = Objects.requireNonNull(name);
        this.access = Objects.requireNonNull(access);
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
