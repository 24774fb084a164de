// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.net;

import java.util.Objects;

/**
 * A machine-readable reason in brackets: IMAP's {@code resp-text-code} (RFC 9051 §7.1, RFC 5530) or POP3's response code
 * (RFC 2449 §8). Open: extensions bring codes of their own.
 *
 * @param text the code and its arguments without the brackets, such as {@code APPENDUID 38505 3955}; no CR, LF or
 *     {@code ]}
 */
public record ResponseCode(String text) {
    /** Checks the characters. */
    public ResponseCode {
        Objects.requireNonNull(text);
        if (text.isEmpty() || text.chars().anyMatch(c -> c < ' ' || c > 0x7E || c == ']')) {
            throw new IllegalArgumentException("not a response code: " + text);
        }
    }

    /** Returns a code with arguments, joined by single spaces. */
    public static ResponseCode of(String name, Object... arguments) {
        StringBuilder text = new StringBuilder(name);
        for (Object argument : arguments) {
            text.append(' ').append(argument);
        }
        return new ResponseCode(text.toString());
    }

    @Override
    public String toString() {
        return "[" + text + "]";
    }
}
