// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.store;

import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailboxName;

/**
 * Another program that changes the mail behind the store's back, in the way such programs do. A message is named by a text
 * that it contains and no other does.
 */
public interface ForeignWriter {
    /** Delivers a message as new mail. */
    void deliver(Identity user, MailboxName mailbox, byte[] message);

    /** Marks a message as read. */
    void markSeen(Identity user, MailboxName mailbox, String containing);

    /** Removes a message. */
    void remove(Identity user, MailboxName mailbox, String containing);
}
