// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.list;

import java.util.BitSet;
import org.pennypost.api.plugin.Rfc;

/**
 * A pattern of LIST. {@code *} stands for anything, {@code %} for anything without separator. All places in the pattern that
 * a name can have reached are followed at once, so a name costs at most its length times that of the pattern.
 */
@Rfc(number = 9051, section = "6.3.9")
final class Wildcards {
    private final String pattern;
    private final char separator;

    Wildcards(String pattern, char separator) {
        this.pattern = plain(pattern);
        this.separator = separator;
    }

    /** Several wildcards in a row are one; the first five letters of INBOX have no case. */
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

    /** Tells whether a whole name matches. */
    boolean matches(String name) {
        return run(name, pattern) || (isInbox(name) && run(name, pattern.toUpperCase(java.util.Locale.ROOT)));
    }

    private static boolean isInbox(String name) {
        return name.equals("INBOX");
    }

    private boolean run(String name, String against) {
        BitSet places = new BitSet(against.length() + 1);
        reach(places, 0, against);
        for (int i = 0; i < name.length(); i++) {
            BitSet next = new BitSet(against.length() + 1);
            char c = name.charAt(i);
            for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
                step(next, place, c, against);
            }
            if (next.isEmpty()) {
                return false;
            }
            places = next;
        }
        return places.get(against.length());
    }

    private void step(BitSet next, int place, char c, String against) {
        if (place == against.length()) {
            return;
        }
        char p = against.charAt(place);
        if (p == '*' || (p == '%' && c != separator)) {
            reach(next, place, against);
        } else if (p != '%' && p == c) {
            reach(next, place + 1, against);
        }
    }

    private static void reach(BitSet places, int from, String against) {
        int place = from;
        places.set(place);
        while (place < against.length() && (against.charAt(place) == '*' || against.charAt(place) == '%')) {
            places.set(++place);
        }
    }
}
