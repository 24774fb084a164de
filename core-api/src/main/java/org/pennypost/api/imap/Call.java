// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import org.osgi.annotation.versioning.ConsumerType;
import org.pennypost.api.net.Outcome;

/** A command with its arguments, ready to run. */
@ConsumerType
@FunctionalInterface
public interface Call {
    /**
     * Runs the command and writes its untagged responses; the tagged one is the engine's.
     *
     * @throws org.pennypost.api.mail.MailException which becomes NO with a response code
     */
    Outcome run(ImapSession session, ImapWriter out);

    /**
     * Goes on with a command that was streaming or waiting for a line when its bundle or its store was exchanged.
     *
     * @param position of the stream, see {@link Outcome.Stream#position}; empty for one that had asked for a line
     */
    default Outcome resume(ImapSession session, ImapWriter out, String position) {
        return run(session, out);
    }
}
