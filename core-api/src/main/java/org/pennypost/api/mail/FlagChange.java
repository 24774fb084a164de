// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

import java.util.Objects;

/**
 * What STORE does to the flags of a message (RFC 9051 §6.4.6).
 *
 * @param mode how the flags are used
 * @param flags the flags to set, add or take away
 */
public record FlagChange(Mode mode, Flags flags) {
    /** Changes nothing. */
    public static final FlagChange NOTHING = new FlagChange(Mode.ADD, Flags.NONE);

    /** How the flags of a change are used. */
    public enum Mode {
        /** The message gets exactly these ({@code FLAGS}). */
        REPLACE,
        /** These are added ({@code +FLAGS}). */
        ADD,
        /** These are taken away ({@code -FLAGS}). */
        REMOVE
    }

    /** Checks that both are there. */
    public FlagChange {
        Objects.requireNonNull(mode);
        Objects.requireNonNull(flags);
    }

    /** Returns the flags of a message after the change. */
    public Flags apply(Flags before) {
        return switch (mode) {
            case REPLACE -> flags;
            case ADD -> before.plus(flags);
            case REMOVE -> before.minus(flags);
        };
    }
}
