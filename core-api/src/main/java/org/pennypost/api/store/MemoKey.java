// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.Objects;

/**
 * Names a column of derived octets kept per message. Another version or mode is another column.
 *
 * @param name who computes it and what it is, such as {@code imap.structure}; letters, digits, {@code .} and {@code -}
 * @param version of the form of the octets, 0 to 255
 * @param mode the wire mode they were made for, such as {@code rev1}; empty if it does not matter
 */
public record MemoKey(String name, int version, String mode) {
    /** Most octets of one value. */
    public static final int VALUE_LIMIT = 16 * 1024;

    /** Checks the ranges. */
    public MemoKey {
        Objects.requireNonNull(mode);
        if (!name.matches("[a-z0-9.-]{1,40}") || !mode.matches("[a-z0-9.-]{0,20}") || version < 0 || version > 255) {
            throw new IllegalArgumentException("not a memo key: " + name + " " + version + " " + mode);
        }
    }
}
