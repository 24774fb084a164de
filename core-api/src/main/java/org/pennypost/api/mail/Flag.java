// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

import java.util.Locale;

/**
 * A flag of a message: one of the five system flags that are stored (RFC 9051 §2.3.2; {@code \Recent} belongs to a
 * session and is none), or a keyword. Two flags are equal if their names are, in any case.
 */
public final class Flag implements Comparable<Flag> {
    /** The message has been answered. */
    public static final Flag ANSWERED = new Flag("\\Answered", 1);
    /** The message is marked for special attention. */
    public static final Flag FLAGGED = new Flag("\\Flagged", 2);
    /** The message goes at the next EXPUNGE. */
    public static final Flag DELETED = new Flag("\\Deleted", 4);
    /** The message has been read. */
    public static final Flag SEEN = new Flag("\\Seen", 8);
    /** The message is unfinished. */
    public static final Flag DRAFT = new Flag("\\Draft", 16);

    private static final Flag[] SYSTEM = {ANSWERED, FLAGGED, DELETED, SEEN, DRAFT};
    private static final int LENGTH = 255;

    private final String name;
    private final String folded;
    private final int bit;

    private Flag(String name, int bit) {
        this.name = name;
        this.folded = name.toLowerCase(Locale.ROOT);
        this.bit = bit;
    }

    /**
     * Returns the flag of a name: a system flag with its backslash, or a keyword.
     *
     * @param name 1 to 255 characters; a keyword is an atom (RFC 9051 §9 {@code flag-keyword})
     * @throws MailException INVALID if it is neither
     */
    public static Flag of(String name) {
        if (name.startsWith("\\")) {
            for (Flag flag : SYSTEM) {
                if (flag.name.equalsIgnoreCase(name)) {
                    return flag;
                }
            }
            throw new MailException(Problem.INVALID, "no such system flag");
        }
        if (name.isEmpty() || name.length() > LENGTH || !name.chars().allMatch(Flag::isAtomChar)) {
            throw new MailException(Problem.INVALID, "a keyword is an atom of 1 to " + LENGTH + " characters");
        }
        return new Flag(name, 0);
    }

    private static boolean isAtomChar(int c) {
        return c > ' ' && c < 0x7F && "(){%*\"\\]".indexOf(c) < 0;
    }

    /** Returns the system flags, in the order of their bits. */
    static Flag[] system() {
        return SYSTEM;
    }

    /** Returns the name as it goes over the wire, in the case it was first given. */
    public String name() {
        return name;
    }

    /** Tells whether this is a keyword and not a system flag. */
    public boolean isKeyword() {
        return bit == 0;
    }

    /**
     * Returns the bit of a system flag in {@link Flags#systemBits}: 1 answered, 2 flagged, 4 deleted, 8 seen, 16 draft;
     * 0 for a keyword.
     */
    public int bit() {
        return bit;
    }

    @Override
    public int compareTo(Flag other) {
        return folded.compareTo(other.folded);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Flag flag && folded.equals(flag.folded);
    }

    @Override
    public int hashCode() {
        return folded.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
