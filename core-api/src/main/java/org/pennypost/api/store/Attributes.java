// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.pennypost.api.mail.MailboxName;

/**
 * A facet of {@link MailAccount}: named values of a mailbox that stay until they are changed (RFC 5464 entries, special
 * use, CLASS). Every store has it. Same threads and failures as {@link MailAccount}.
 */
@ConsumerType
public interface Attributes {
    /** Returns all attributes of a mailbox by name; empty if it has none. */
    Map<String, byte[]> all(MailboxName mailbox);

    /** Returns one attribute. */
    Optional<byte[]> get(MailboxName mailbox, String name);

    /**
     * Keeps an attribute.
     *
     * @param name 1 to 255 characters, compared without regard to case
     * @param value null removes it
     * @throws org.pennypost.api.mail.MailException NOT_FOUND, LIMIT, TOO_BIG
     */
    void set(MailboxName mailbox, String name, byte @Nullable [] value);
}
