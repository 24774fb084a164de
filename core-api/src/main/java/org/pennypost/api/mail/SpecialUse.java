// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

import java.util.Locale;
import java.util.Optional;

/** What a mailbox is for (RFC 6154 §2, RFC 8457 §3). */
public enum SpecialUse {
    /** All messages. */
    ALL,
    /** Messages put away. */
    ARCHIVE,
    /** Unfinished messages. */
    DRAFTS,
    /** Messages marked as important by a flag. */
    FLAGGED,
    /** Messages that matter to the user. */
    IMPORTANT,
    /** Unwanted messages. */
    JUNK,
    /** Messages sent. */
    SENT,
    /** Messages thrown away. */
    TRASH;

    /** Returns the LIST attribute, such as {@code \Drafts}. */
    public String attribute() {
        return "\\" + name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** Returns the use of an attribute, in any case; empty if it is none of these. */
    public static Optional<SpecialUse> of(String attribute) {
        for (SpecialUse use : values()) {
            if (use.attribute().equalsIgnoreCase(attribute)) {
                return Optional.of(use);
            }
        }
        return Optional.empty();
    }
}
