// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.pop3;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.pennypost.api.net.Outcome;

/** A word that begins a command. One object serves all sessions and keeps no state. */
@ConsumerType
public interface Pop3Command {
    /** Returns the word in upper case. */
    String name();

    /** Returns where it is allowed. */
    Set<Pop3Session.State> states();

    /**
     * Runs the command. A multi-line response is an {@link Outcome#stream(String, Outcome.Stream)} whose rows are written
     * to the writer; the engine writes the status line and the closing dot.
     *
     * @param arguments what follows the word and one space, octets as ISO-8859-1; empty if nothing does
     */
    Outcome run(Pop3Session session, String arguments, Pop3Writer out);

    /**
     * Goes on with a command that was streaming or waiting for a line when its bundle or its store was exchanged.
     *
     * @param position of the stream; empty for one that had asked for a line
     */
    default Outcome resume(Pop3Session session, String arguments, Pop3Writer out, String position) {
        return run(session, arguments, out);
    }
}
