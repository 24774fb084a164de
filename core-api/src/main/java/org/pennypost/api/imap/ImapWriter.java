// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.store.Content;

/**
 * Writes untagged responses; the methods are the names of the grammar (RFC 9051 §9). Rows are collected and sent together.
 * A row that is begun and not ended when a call ends or throws is taken back.
 */
@ProviderType
public interface ImapWriter {
    /** Begins a row with {@code "* "}. */
    ImapWriter untagged();

    /** Ends a row with CRLF. */
    ImapWriter end();

    /** Writes a space. */
    ImapWriter sp();

    /** Writes one printable octet, such as a parenthesis. */
    ImapWriter put(char octet);

    /**
     * Writes text as it stands.
     *
     * @throws IllegalArgumentException if it contains CR, LF, NUL or anything not in US-ASCII
     */
    ImapWriter atom(String text);

    /** Writes a number. */
    ImapWriter number(long number);

    /** Writes {@code string}: quoted if it can be, else a literal. */
    ImapWriter string(byte[] octets);

    /** Writes {@code mailbox} in the session's encoding of names. */
    ImapWriter mailbox(MailboxName name);

    /** Writes flags separated by spaces, without parentheses. */
    ImapWriter flags(Flags flags);

    /** Writes {@code date-time} of seconds since 1970-01-01T00:00Z. */
    ImapWriter dateTime(long second);

    /** Writes {@code literal} with octets of a content, which belongs to the connection afterwards. */
    ImapWriter literal(Content content, long offset, long length);

    /** Writes octets that are in wire form already, such as a memo's. */
    ImapWriter octets(ByteBuffer wire);
}
