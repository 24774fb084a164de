// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

import java.util.Optional;
import org.pennypost.api.plugin.Rfc;

/**
 * Mailbox names on the wire of IMAP4rev1: modified UTF-7 (RFC 3501 §5.1.3). Strict in both directions, so that each name
 * has one form only.
 */
@Rfc(number = 3501, section = "5.1.3")
public final class ModifiedUtf7 {
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

    private ModifiedUtf7() {}

    /** The wire form of a name. Lone surrogates, which have none, become U+FFFD. */
    public static String encode(String name) {
        StringBuilder out = new StringBuilder(name.length() + 8);
        int i = 0;
        while (i < name.length()) {
            char c = name.charAt(i);
            if (isPrintable(c)) {
                out.append(c);
                if (c == '&') {
                    out.append('-');
                }
                i++;
            } else {
                int end = i;
                while (end < name.length() && !isPrintable(name.charAt(end))) {
                    end++;
                }
                shifted(name, i, end, out);
                i = end;
            }
        }
        return out.toString();
    }

    private static void shifted(String name, int from, int to, StringBuilder out) {
        out.append('&');
        int bits = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            bits = bits << 16 | whole(name, i);
            count += 16;
            while (count >= 6) {
                count -= 6;
                out.append(DIGITS.charAt(bits >> count & 63));
            }
            bits &= (1 << count) - 1;
        }
        if (count > 0) {
            out.append(DIGITS.charAt(bits << 6 - count & 63));
        }
        out.append('-');
    }

    private static char whole(String name, int i) {
        char c = name.charAt(i);
        boolean paired =
                Character.isHighSurrogate(c) && i + 1 < name.length() && Character.isLowSurrogate(name.charAt(i + 1))
                        || Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(name.charAt(i - 1));
        return Character.isSurrogate(c) && !paired ? '\uFFFD' : c;
    }

    /** The name behind a wire form; empty when it is none, {@link #firstError} tells where it breaks. */
    public static Optional<String> decode(String wire) {
        StringBuilder out = new StringBuilder(wire.length());
        return read(wire, out) < 0 ? Optional.of(out.toString()) : Optional.empty();
    }

    /** Where a wire form breaks the rules, -1 if it keeps them. */
    public static int firstError(String wire) {
        return read(wire, new StringBuilder(wire.length()));
    }

    private static int read(String wire, StringBuilder out) {
        int i = 0;
        while (i < wire.length()) {
            char c = wire.charAt(i);
            if (!isPrintable(c)) {
                return i;
            }
            if (c != '&') {
                out.append(c);
                i++;
                continue;
            }
            int end = wire.indexOf('-', i);
            if (end < 0) {
                return i;
            }
            if (end == i + 1) {
                out.append('&');
            } else if (!unshift(wire, i + 1, end, out) || nullShift(wire, end)) {
                return i;
            }
            i = end + 1;
        }
        return -1;
    }

    /** A shift right behind a shift: both could have been one. */
    private static boolean nullShift(String wire, int end) {
        return wire.startsWith("&", end + 1) && !wire.startsWith("&-", end + 1);
    }

    private static boolean unshift(String wire, int from, int to, StringBuilder out) {
        int bits = 0;
        int count = 0;
        boolean high = false;
        for (int i = from; i < to; i++) {
            int digit = DIGITS.indexOf(wire.charAt(i));
            if (digit < 0) {
                return false;
            }
            bits = bits << 6 | digit;
            count += 6;
            if (count >= 16) {
                count -= 16;
                char c = (char) (bits >> count);
                bits &= (1 << count) - 1;
                if (isPrintable(c) || Character.isLowSurrogate(c) != high) {
                    return false;
                }
                high = Character.isHighSurrogate(c);
                out.append(c);
            }
        }
        return !high && count < 6 && bits == 0;
    }

    private static boolean isPrintable(char c) {
        return c >= ' ' && c <= '~';
    }
}
