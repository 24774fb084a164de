// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.ResponseCode;
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

    /**
     * The client has asked which messages went while it was away, and gets no sequence numbers changed by the answer
     * ({@code VANISHED (EARLIER)}, RFC 7162 §3.2.10.1): writes rows of its own.
     *
     * @param uids of the messages, none of them counted by the client; never empty
     */
    default void vanishedEarlier(UidSet uids, ImapSession session, ImapWriter out) {}

    /**
     * A command with an open mailbox is about to end, and what may be told has been told.
     *
     * @param told what the client has been told since the last time
     * @return a code to send with the tagged line, or in a row of its own if that has another or is not OK; of several
     *     tellers the first is heard
     */
    default Optional<ResponseCode> completed(Selection mailbox, Told told, ImapSession session) {
        return Optional.empty();
    }

    /**
     * What the client has been told of a mailbox.
     *
     * @param vanished whether of messages that went
     * @param owed whether there are messages that went of which it may not be told yet
     * @param came whether of messages that came
     */
    record Told(boolean vanished, boolean owed, boolean came) {
        /** Makes one of a client that was told of no messages that came. */
        public Told(boolean vanished, boolean owed) {
            this(vanished, owed, false);
        }
    }
}
