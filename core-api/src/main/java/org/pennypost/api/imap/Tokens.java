// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The smallest things of IMAP's grammar, read from a command one after the other (RFC 9051 §9). A method that finds
 * something else throws {@link ImapSyntaxException} and has taken nothing.
 */
@ProviderType
public interface Tokens {
    /** Returns how many octets have been taken. */
    int offset();

    /** Goes back to an earlier offset. */
    void back(int offset);

    /** Takes one octet if it is the next one. */
    boolean next(char octet);

    /** Takes one octet that must be the next one. */
    void expect(char octet);

    /** Takes a space that must be next. */
    void sp();

    /** Takes an atom if it is next and reads so, in any case. */
    boolean word(String word);

    /** {@code atom}: 1 or more ATOM-CHAR. */
    String atom();

    /** {@code astring}, as text: UTF-8, invalid octets as U+FFFD. {@code ]} is allowed in the atom form. */
    String astring();

    /** {@code astring}, as octets. */
    byte[] octets();

    /** {@code number64}: 0 to 2^63 − 1. */
    long number();

    /** Nothing more may come. */
    void end();

    /** Returns, for the caller to throw, that something else should stand here. */
    ImapSyntaxException expected(String what);
}
