// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import org.osgi.annotation.versioning.ConsumerType;
import org.pennypost.api.mail.MailboxId;

/** Says that asking {@link Mailbox#changesSince} is worth it, and nothing more. Forgotten when the mailbox is closed. */
@ConsumerType
@FunctionalInterface
public interface Bell {
    /** The bell of somebody who does not listen. */
    Bell SILENT = (mailbox, modSeq) -> {};

    /**
     * Called after a change is committed, by the thread that made it; returns at once, throws nothing, and takes no lock
     * that is ever held during a call of a store.
     *
     * @param mailbox which has changed
     * @param modSeq up to which there are changes
     */
    void ring(MailboxId mailbox, long modSeq);
}
