// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

/** The classes of characters of the grammar (RFC 9051 §9), as one table. */
final class Octets {
    private static final int ATOM = 1;
    private static final int ASTRING = 2;
    private static final int TAG = 4;
    private static final byte[] CLASSES = new byte[256];

    static {
        for (int c = 0x21; c < 0x7F; c++) {
            boolean atom = "(){%*\"\\]".indexOf(c) < 0;
            boolean astring = atom || c == ']';
            CLASSES[c] = (byte) ((atom ? ATOM : 0) | (astring ? ASTRING : 0) | (astring && c != '+' ? TAG : 0));
        }
    }

    private Octets() {}

    /** {@code ATOM-CHAR}. */
    static boolean isAtom(int octet) {
        return (CLASSES[octet] & ATOM) != 0;
    }

    /** {@code ASTRING-CHAR}. */
    static boolean isAstring(int octet) {
        return (CLASSES[octet] & ASTRING) != 0;
    }

    /** What a tag consists of. */
    static boolean isTag(int octet) {
        return (CLASSES[octet] & TAG) != 0;
    }

    static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }
}
