// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.list;

import java.util.HashMap;
import java.util.Map;
import org.pennypost.api.plugin.Rfc;

/**
 * A pattern of LIST. {@code *} stands for anything, {@code %} for anything without separator. All places in the pattern that
 * a name can have reached are followed at once, 64 in a word, and a pattern with more letters than the name is not looked
 * at: a name costs its length times a 64th of the pattern's, whatever both look like.
 */
@Rfc(number = 9051, section = "6.3.9")
final class Wildcards {
    private final char separator;
    private final int length;
    private final int letters;
    private final long[] stars;
    private final long[] wild;
    private final Map<Character, long[]> places = new HashMap<>();
    private final long[] nowhere;

    Wildcards(String pattern, char separator) {
        String plain = plain(pattern);
        this.separator = separator;
        this.length = plain.length();
        int words = (length >> 6) + 1;
        stars = new long[words];
        wild = new long[words];
        nowhere = new long[words];
        int count = 0;
        for (int i = 0; i < length; i++) {
            char c = plain.charAt(i);
            if (c == '*') {
                set(stars, i);
            }
            if (c == '*' || c == '%') {
                set(wild, i);
            } else {
                set(places.computeIfAbsent(c, key -> new long[words]), i);
                count++;
            }
        }
        letters = count;
    }

    private static void set(long[] bits, int at) {
        bits[at >> 6] |= 1L << at;
    }

    /** Several wildcards in a row are one. */
    private static String plain(String pattern) {
        StringBuilder plain = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int last = plain.length() - 1;
            boolean wildBefore = last >= 0 && (plain.charAt(last) == '*' || plain.charAt(last) == '%');
            if (c == '*' && wildBefore) {
                plain.setCharAt(last, '*');
            } else if (c != '%' || !wildBefore) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** Tells whether a whole name matches; the letters of INBOX, if that is its first part, have no case. */
    boolean matches(String name) {
        if (letters > name.length()) {
            return false;
        }
        boolean inbox = name.startsWith("INBOX") && (name.length() == 5 || name.charAt(5) == separator);
        long[] now = new long[stars.length];
        now[0] = 1;
        now[0] |= (now[0] & wild[0]) << 1;
        for (int i = 0; i < name.length(); i++) {
            if (!step(now, name.charAt(i), inbox && i < 5)) {
                return false;
            }
        }
        return (now[length >> 6] & 1L << length) != 0;
    }

    /** Goes one letter on; tells whether any place is left. */
    private boolean step(long[] now, char c, boolean anyCase) {
        long[] upper = places.getOrDefault(c, nowhere);
        long[] lower = anyCase ? places.getOrDefault(Character.toLowerCase(c), nowhere) : nowhere;
        long[] stays = c == separator ? stars : wild;
        long carry = 0;
        long ahead = 0;
        long any = 0;
        for (int word = 0; word < now.length; word++) {
            long taken = now[word] & (upper[word] | lower[word]);
            long reached = (taken << 1) | carry | (now[word] & stays[word]);
            carry = taken >>> 63;
            long wilds = reached & wild[word];
            long all = reached | (wilds << 1) | ahead;
            ahead = wilds >>> 63;
            now[word] = all;
            any |= all;
        }
        return any != 0;
    }
}
