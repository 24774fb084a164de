// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import org.jspecify.annotations.Nullable;

/** Reads the lexical tokens of structured fields (RFC 2045 §5.1, RFC 5322 §3.2) from an unfolded value, leniently. */
final class Tokens {
    private final byte[] data;
    private final int to;
    private int pos;

    Tokens(byte[] data, int from, int to) {
        this.data = data;
        this.pos = from;
        this.to = to;
    }

    int pos() {
        return pos;
    }

    void seek(int position) {
        pos = position;
    }

    boolean atEnd() {
        return pos >= to;
    }

    /** The octet here, or -1 at the end. */
    int peek() {
        return pos < to ? data[pos] & 0xff : -1;
    }

    boolean accept(int octet) {
        if (pos < to && data[pos] == octet) {
            pos++;
            return true;
        }
        return false;
    }

    /** Passes over space and comments. */
    void skipSpace() {
        while (pos < to) {
            if (data[pos] == '(') {
                comment(null);
            } else if (HeaderFields.isBlank(data[pos])) {
                pos++;
            } else {
                return;
            }
        }
    }

    /** Passes over a comment, nested ones included, and appends its text to {@code text}. */
    void comment(@Nullable OctetBuffer text) {
        int depth = 0;
        while (pos < to) {
            int octet = data[pos++];
            if (octet == '\\' && pos < to) {
                octet = data[pos++];
            } else if (octet == '(' && depth++ == 0) {
                continue;
            } else if (octet == ')' && --depth == 0) {
                return;
            }
            if (text != null) {
                text.put(octet);
            }
        }
    }

    /** Appends the text of the quoted string that starts here; one without end goes to the end. */
    void quoted(OctetBuffer text) {
        pos++;
        while (pos < to) {
            int octet = data[pos++];
            if (octet == '"') {
                return;
            }
            if (octet == '\\' && pos < to) {
                octet = data[pos++];
            }
            text.put(octet);
        }
    }

    /** Appends a MIME token (RFC 2045 §5.1; octets above 127 are let through); false if there is none. */
    boolean token(OctetBuffer text) {
        int start = pos;
        while (pos < to && isTokenOctet(data[pos])) {
            pos++;
        }
        text.put(data, start, pos);
        return pos > start;
    }

    /** Goes to the next semicolon outside quotes, and appends what is passed. */
    void toSemicolon(OctetBuffer text) {
        while (pos < to && data[pos] != ';') {
            text.put(data[pos++]);
        }
    }

    private static boolean isTokenOctet(int octet) {
        if (octet < 0) {
            return true;
        }
        return octet > ' ' && octet != 127 && "()<>@,;:\\\"/[]?=".indexOf(octet) < 0;
    }
}
