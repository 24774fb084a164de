// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.time.LocalDate;
import org.osgi.annotation.versioning.ProviderType;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailboxName;

/** Reads a command; the methods are the names of the grammar (RFC 9051 §9). See {@link Tokens} for failures. */
@ProviderType
public interface ImapReader extends Tokens {
    /** Returns the tag of the command, by which an ESEARCH response names it (RFC 4466 §2.6.2). */
    String tag();

    /**
     * {@code mailbox}: an astring in the session's encoding of names.
     *
     * @throws org.pennypost.api.mail.MailException INVALID if no mailbox can be called so
     */
    MailboxName mailbox();

    /** {@code flag}: a system flag or a keyword. {@code \Recent} is refused. */
    Flag flag();

    /** {@code flag-list}: flags in parentheses, perhaps none. */
    Flags flagList();

    /** {@code sequence-set}. */
    SequenceSet sequenceSet();

    /** {@code date}: a day, quoted or not. */
    LocalDate date();

    /** {@code date-time}: quoted; seconds since 1970-01-01T00:00Z. */
    long dateTime();

    /** {@code string}, quoted or literal, as text like {@link #astring}. */
    String string();

    /**
     * {@code literal} that goes where the sink says; a literal that has not come yet is asked for.
     *
     * @param sink decided anew each time the command is parsed
     */
    Literal literal(LiteralSink sink);

    /** Returns what the installed extensions add at a slot; see {@link Parameter}. */
    ImapWords words();
}
