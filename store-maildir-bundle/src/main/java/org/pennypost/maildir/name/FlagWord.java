// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import org.pennypost.api.mail.Flag;

/**
 * Flags of a message in one {@code long}: bits 0 to 4 as {@link Flag#bit}, {@link #IN_NEW}, {@link #ODD}, and from bit 8
 * on one for each keyword of the mailbox. Keywords 0 to 25 are the letters a to z of the file name.
 */
public final class FlagWord {
    /** The file is in new/, not in cur/. */
    public static final long IN_NEW = 1L << 5;

    /** The file name is not the one we would give: it is kept apart. */
    public static final long ODD = 1L << 6;

    /** Most keywords of a mailbox. */
    public static final int KEYWORDS = 56;

    /** Keywords that have a letter. */
    public static final int LETTERS = 26;

    private static final int SHIFT = 8;
    private static final long SYSTEM = 31;

    private static final String SYSTEM_LETTERS = "DFRST";
    private static final long[] SYSTEM_BITS = {
        Flag.DRAFT.bit(), Flag.FLAGGED.bit(), Flag.ANSWERED.bit(), Flag.SEEN.bit(), Flag.DELETED.bit()
    };

    private FlagWord() {}

    /** Returns the bit of the keyword at an index. */
    public static long keyword(int index) {
        return 1L << (SHIFT + index);
    }

    /** Returns the system flags. */
    public static int system(long word) {
        return (int) (word & SYSTEM);
    }

    /** Returns the keywords, the first at bit 0. */
    public static long keywords(long word) {
        return word >>> SHIFT;
    }

    /** Returns what a client can see: no place, no oddity. */
    public static long visible(long word) {
        return word & ~(IN_NEW | ODD);
    }

    /** Returns the part of the visible flags that no file name can carry. */
    public static long beyondLetters(long word) {
        return word & (~0L << (SHIFT + LETTERS));
    }

    /** Returns the letters of a file name, in the order everybody writes them. */
    public static String letters(long word) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < SYSTEM_BITS.length; i++) {
            if ((word & SYSTEM_BITS[i]) != 0) {
                letters.append(SYSTEM_LETTERS.charAt(i));
            }
        }
        for (int i = 0; i < LETTERS; i++) {
            if ((word & keyword(i)) != 0) {
                letters.append((char) ('a' + i));
            }
        }
        return letters.toString();
    }

    /** Returns the flags that letters stand for; letters that mean nothing to us are passed over. */
    public static long parse(String letters) {
        long word = 0;
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            int system = SYSTEM_LETTERS.indexOf(c);
            if (system >= 0) {
                word |= SYSTEM_BITS[system];
            } else if (c >= 'a' && c <= 'z') {
                word |= keyword(c - 'a');
            }
        }
        return word;
    }
}
