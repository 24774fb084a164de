// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import org.osgi.annotation.versioning.ConsumerType;

/** A word that begins a command. One object serves all sessions and keeps no state. */
@ConsumerType
public interface Command {
    /** Returns the word in upper case; the UID form of a command is a command of its own: {@code UID FETCH}. */
    String name();

    /** Returns where it is allowed and what it does to what may be told. */
    Traits traits();

    /**
     * Reads the arguments, from the octet behind the name to the end of the command.
     *
     * @throws ImapSyntaxException if they are not in the grammar: BAD
     * @throws org.pennypost.api.mail.MailException if a value cannot be used: NO
     */
    Call parse(ImapReader in);
}
