// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

import java.util.Objects;

/**
 * What identifies a mailbox within its account for as long as it exists, over renames and restarts.
 *
 * @param value opaque text, 1 to 255 characters of the set {@code A-Z a-z 0-9 - _} (RFC 8474 §4)
 */
public record MailboxId(String value) {
    /** Checks the characters. */
    public MailboxId {
        Objects.requireNonNull(value);
        if (value.isEmpty() || value.length() > 255 || !value.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("not a mailbox id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
