// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import org.osgi.annotation.versioning.ConsumerType;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.StatusPlan;

/** Something that STATUS can ask of a mailbox. One object serves all sessions and keeps no state. */
@ConsumerType
public interface StatusItem {
    /** Returns the word in upper case. */
    String name();

    /** A command that asks for it begins: the session may have to know (RFC 7162 §3.1). */
    default void asked(ImapSession session) {}

    /** Says what must be known of the mailbox. */
    default void plan(StatusPlan plan) {}

    /** Writes name, space and value, without a space before or behind; nothing at all if there is no value. */
    void write(MailboxStatus status, ImapWriter out);
}
