// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import org.osgi.annotation.versioning.ProviderType;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Mailbox;

/**
 * The mailbox that a session has open, as the client knows it: which UID has which sequence number. Changes only where the
 * engine tells the client of it (RFC 9051 §7.5.1). Used in steps of one connection.
 */
@ProviderType
public interface Selection {
    /** Returns the mailbox. */
    Mailbox mailbox();

    /** Returns its name at the time it was opened. */
    MailboxName name();

    /** Tells whether it was opened by EXAMINE. */
    boolean readOnly();

    /** Returns UIDVALIDITY. */
    long uidValidity();

    /** Returns how many messages the client knows of. */
    int size();

    /** Returns the UID of a sequence number, 1 to {@link #size}. */
    long uid(int number);

    /** Returns the sequence number of a UID, 0 if the client knows of no such message. */
    int number(long uid);

    /**
     * Returns the UIDs, among those the client knows of, that a set means.
     *
     * @param uids whether the set contains UIDs and not sequence numbers
     * @throws ImapSyntaxException if a sequence number is above {@link #size} (RFC 9051 §9 {@code seq-number})
     */
    UidSet resolve(SequenceSet set, boolean uids);

    /**
     * Returns the mod-sequence up to which the client has been told of changes. It stays behind while an expunge may not be
     * told (RFC 7162 §3.2).
     */
    long modSeq();

    /** Returns the messages that are {@code \Recent} for this session. */
    UidSet recent();
}
