// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.plugin.Rfc;

/**
 * How mailbox names look to one session: its separator, and modified UTF-7. Names that come as plain UTF-8 are understood,
 * because clients send them.
 */
public final class NameForm {
    private char separator = '/';

    /** Returns the separator between the parts of a name. */
    public char separator() {
        return separator;
    }

    /** Sets the separator, once it is known whose mail it is. */
    public void separator(char other) {
        separator = other;
    }

    /**
     * Returns the name behind octets of the wire.
     *
     * @throws MailException INVALID if there is none
     */
    @Rfc(number = 3501, section = "5.1.3")
    public MailboxName name(byte[] octets) {
        String text = text(octets);
        MailboxName name = MailboxName.parse(text, separator);
        return isAscii(text) ? name : name.normalised();
    }

    /** Returns octets of the wire as Unicode, wildcards and separators left where they are. */
    public String text(byte[] octets) {
        for (byte octet : octets) {
            if (octet < 0) {
                return utf8(octets);
            }
        }
        return ModifiedUtf7.decode(new String(octets, StandardCharsets.US_ASCII))
                .orElseThrow(() -> new MailException(Problem.INVALID, "the mailbox name is not in modified UTF-7"));
    }

    private static String utf8(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new MailException(Problem.INVALID, "the mailbox name is neither modified UTF-7 nor UTF-8", broken);
        }
    }

    /** Returns the wire form of a name. */
    public String wire(MailboxName name) {
        return ModifiedUtf7.encode(name.text(separator));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7E) {
                return false;
            }
        }
        return true;
    }
}
