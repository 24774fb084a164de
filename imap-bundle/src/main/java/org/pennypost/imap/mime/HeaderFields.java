// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Walks over the fields of a header block (RFC 5322 §2.2), one at a time; lines without a colon are passed over. The
 * value of the current field is unfolded (a tab that folds becomes a space) and trimmed: {@code data[from..to)}.
 */
final class HeaderFields {
    private final byte[] block;
    private final int end;
    private final OctetBuffer unfolded;
    private int pos;
    private int nameStart;
    private int nameEnd;
    private int fieldEnd;
    private boolean folded;

    byte[] data;
    int from;
    int to;

    HeaderFields(byte[] block, int length, OctetBuffer scratch) {
        this.block = block;
        this.end = length;
        this.unfolded = scratch;
        this.data = block;
    }

    /** Goes to the next field; false when there is none. */
    boolean next() {
        return skip() && value();
    }

    /** Goes to the next field of this name, given in small letters; false when there is none. Others cost no unfolding. */
    boolean next(String name) {
        while (skip()) {
            if (named(name)) {
                return value();
            }
        }
        return false;
    }

    /** Finds the borders of the next field; its value stays as it stands. */
    private boolean skip() {
        while (pos < end) {
            int start = pos;
            int colon = -1;
            int p = start;
            while (p < end && block[p] != '\n') {
                if (block[p] == ':' && colon < 0) {
                    colon = p;
                }
                p++;
            }
            folded = false;
            while (p + 1 < end && isSpace(block[p + 1])) {
                folded = true;
                p++;
                while (p < end && block[p] != '\n') {
                    p++;
                }
            }
            fieldEnd = p;
            pos = Math.min(end, p + 1);
            if (colon > start && !isSpace(block[start])) {
                nameStart = start;
                nameEnd = colon;
                from = colon + 1;
                while (nameEnd > nameStart && isSpace(block[nameEnd - 1])) {
                    nameEnd--;
                }
                return true;
            }
        }
        return false;
    }

    private boolean value() {
        int start = from;
        if (folded) {
            unfolded.clear();
            for (int i = start; i < fieldEnd; i++) {
                byte octet = block[i];
                boolean lineEnd = octet == '\n' || octet == '\r' && i + 1 < fieldEnd && block[i + 1] == '\n';
                if (!lineEnd) {
                    boolean fold = octet == '\t' && i > start && block[i - 1] == '\n';
                    unfolded.put(fold ? ' ' : octet);
                }
            }
            data = unfolded.array();
            from = 0;
            to = unfolded.length();
        } else {
            data = block;
            from = start;
            to = fieldEnd;
        }
        while (from < to && isBlank(data[from])) {
            from++;
        }
        while (to > from && isBlank(data[to - 1])) {
            to--;
        }
        return true;
    }

    String name() {
        return new String(block, nameStart, nameEnd - nameStart, ISO_8859_1);
    }

    int nameLength() {
        return nameEnd - nameStart;
    }

    /** Whether the field has this name, given in small letters. */
    boolean named(String name) {
        if (name.length() != nameEnd - nameStart) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (lower(block[nameStart + i]) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The first letter of the name, small. */
    int initial() {
        return lower(block[nameStart]);
    }

    static int lower(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
    }

    static boolean isSpace(int octet) {
        return octet == ' ' || octet == '\t';
    }

    /** Space, and what stray line ends leave behind. */
    static boolean isBlank(int octet) {
        return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    }
}
