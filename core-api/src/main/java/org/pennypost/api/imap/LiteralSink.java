// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.net.Outcome;

/** Where a literal goes; a value, so that parsing stays pure: the engine checks and opens it. */
public sealed interface LiteralSink {
    /** It is kept in memory, if it is small (8 KiB); a larger one is refused. */
    record Memory() implements LiteralSink {}

    /**
     * It becomes a draft, if the mailbox exists and takes it.
     *
     * @param mailbox where the message shall go
     */
    record Message(MailboxName mailbox) implements LiteralSink {}

    /**
     * It is not wanted; if it comes all the same (non-synchronising), it is thrown away.
     *
     * @param outcome how the command ends
     */
    record Refused(Outcome outcome) implements LiteralSink {}
}
