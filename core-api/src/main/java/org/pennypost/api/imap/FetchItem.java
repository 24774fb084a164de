// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import org.osgi.annotation.versioning.ConsumerType;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.Message;

/** Something that FETCH can ask of a message. One object serves all sessions and keeps no state. */
@ConsumerType
public interface FetchItem {
    /** Returns the word in upper case, up to a {@code [} or {@code <}: {@code BODY.PEEK}. */
    String name();

    /**
     * Reads what follows the word.
     *
     * @return what to fetch
     */
    Part parse(ImapReader in);

    /** One item of one FETCH. */
    @ConsumerType
    interface Part {
        /** A command that asks for it begins: the session may have to know (RFC 7162 §3.1). */
        default void asked(ImapSession session) {}

        /** Says what must be known of the messages. Called once per command. */
        void plan(FetchPlan plan);

        /**
         * Writes name, space and value, without a space before or behind.
         *
         * @return whether something was written
         */
        boolean write(Message message, ImapSession session, ImapWriter out);
    }
}
