// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.pennypost.api.mail.MessageMeta;

/** One message of a batch. Used within the step that asked for it. */
@ConsumerType
public interface Message {
    /** Returns what is known of it without opening it. Costs nothing. */
    MessageMeta meta();

    /**
     * Returns the unique id under which POP3 has told of the message before, if one is kept with it, such as that of a server
     * this mail came from (RFC 1939 §7: it never changes). Empty if none is kept, or the plan has no need of them.
     */
    default Optional<String> uniqueId() {
        return Optional.empty();
    }

    /**
     * Opens the message. The caller closes the content, or gives it to a connection, which does.
     *
     * @throws org.pennypost.api.mail.MailException EXPUNGED if it has gone meanwhile, UNAVAILABLE if it cannot be read,
     *     UNSUPPORTED if it is kept in a form the store does not know
     */
    Content content();

    /**
     * Returns the octets that somebody remembered with the message under this key, empty if there are none or the plan did
     * not name the key. Read-only; valid within the step.
     */
    Optional<ByteBuffer> memo(MemoKey key);
}
