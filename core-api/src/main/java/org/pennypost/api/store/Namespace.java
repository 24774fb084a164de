// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.Objects;

/**
 * A part of the tree under a common prefix (RFC 2342).
 *
 * @param kind whose mailboxes they are
 * @param prefix the parts every name of it begins with, joined by the separator and with one at the end; empty text for
 *     none
 * @param separator between the parts of a name on the wire
 */
public record Namespace(Kind kind, String prefix, char separator) {
    /** Whose mailboxes a namespace holds. */
    public enum Kind {
        /** The user's own. */
        PERSONAL,
        /** Those of other users. */
        OTHERS,
        /** Everybody's. */
        SHARED
    }

    /** Checks that all are there. */
    public Namespace {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(prefix);
    }
}
