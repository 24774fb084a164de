// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.pop3;

import org.osgi.annotation.versioning.ProviderType;
import org.pennypost.api.store.Content;

/** The messages of a session, frozen at login and numbered from 1 (RFC 1939 §5). Used in steps of one connection. */
@ProviderType
public interface Maildrop {
    /** Returns how many there were at login, those marked as deleted included. */
    int size();

    /** Tells whether a number is one of a message that is not marked as deleted. */
    boolean has(int number);

    /** Returns the UID of a message, 1 ≤ number ≤ {@link #size}. */
    long uid(int number);

    /** Returns the unique id of a message: 1 to 70 characters (RFC 1939 §7). */
    String uidl(int number);

    /**
     * Returns the octets of a message in wire form, without dot-stuffing.
     *
     * @throws org.pennypost.api.mail.MailException UNAVAILABLE
     */
    long octets(int number);

    /**
     * Opens a message.
     *
     * @throws org.pennypost.api.mail.MailException EXPUNGED if it has gone meanwhile, UNAVAILABLE
     */
    Content content(int number);

    /** Marks a message as deleted; it goes at QUIT. */
    void delete(int number);

    /** Takes all marks back. */
    void reset();
}
