// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

/**
 * Looks for one string in characters that come piece by piece, whatever their case. Each character is looked at once:
 * the links say how much of the string still fits when one does not (Knuth, Morris and Pratt).
 */
final class Needle {
    private final char[] wanted;
    private final int[] links;
    private int fits;
    private boolean found;

    Needle(String text) {
        wanted = new char[text.length()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = fold(text.charAt(i));
        }
        links = new int[wanted.length];
        for (int i = 1; i < wanted.length; i++) {
            int link = links[i - 1];
            while (link > 0 && wanted[link] != wanted[i]) {
                link = links[link - 1];
            }
            links[i] = wanted[link] == wanted[i] ? link + 1 : 0;
        }
        found = wanted.length == 0;
    }

    /** Begins another text; what was found stays found. */
    void restart() {
        fits = 0;
    }

    boolean found() {
        return found;
    }

    /** Takes the next characters, folded. */
    void take(char[] folded, int count) {
        for (int i = 0; i < count && !found; i++) {
            char c = folded[i];
            while (fits > 0 && wanted[fits] != c) {
                fits = links[fits - 1];
            }
            if (wanted[fits] == c) {
                fits++;
                found = fits == wanted.length;
            }
        }
    }

    /** A character without its case. */
    static char fold(char c) {
        if (c < 128) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
