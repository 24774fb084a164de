// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import org.osgi.annotation.versioning.ConsumerType;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.MailboxState;

/** Adds to what a client is told unasked. One object serves all sessions and keeps no state. */
@ConsumerType
public interface Teller {
    /** A mailbox has been opened: writes rows of its own, such as {@code * OK [HIGHESTMODSEQ 7]}. */
    default void opened(MailboxState mailbox, ImapSession session, ImapWriter out) {}

    /**
     * A feature has been enabled for the first time in this session, by ENABLE or by {@link ImapSession#enable}, while a
     * mailbox was selected: writes rows of its own. Called before the tagged line of the command that did it.
     *
     * @param feature in upper case
     */
    default void enabled(String feature, Selection mailbox, ImapSession session, ImapWriter out) {}

    /**
     * A FETCH row tells of changed flags: writes more items, each with a space before it.
     *
     * @param message what has changed
     */
    default void changed(MessageMeta message, ImapSession session, ImapWriter out) {}

    /**
     * Messages have been expunged.
     *
     * @param uids which the client knew of
     * @return whether the client has been told, so that EXPUNGE rows are not sent (VANISHED, RFC 7162 §3.2.10)
     */
    default boolean vanished(UidSet uids, ImapSession session, ImapWriter out) {
        return false;
    }
}
