// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.api.store.MailboxStatus;

/** A name that LIST is about to tell of. Not to be kept. */
@ProviderType
public interface ListRow {
    /** Returns the name, what stands behind it, and its subscription and uses. */
    MailboxEntry entry();

    /** Tells whether a mailbox lies below it. */
    boolean hasChildren();

    /**
     * Returns what {@link ListPlan#status} asked for, looked up once for all items; empty for what is no mailbox or cannot
     * be read.
     */
    Optional<MailboxStatus> status();

    /** Returns the session, for its account's facets. */
    ImapSession session();
}
