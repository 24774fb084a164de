// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.net;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Turns connections into sessions. An OSGi service, registered {@code immediate}, used by transport: listeners name the
 * protocol they speak. When the service goes, transport holds its connections, takes a snapshot of each session and lets
 * the next service of that name resume them.
 */
@ConsumerType
public interface Protocol {
    /** Returns the name that listeners use, in lower case: {@code imap}, {@code pop3}. */
    String name();

    /** Returns the most connections over all listeners of this protocol; 0 closes its listeners. */
    int channels();

    /**
     * Returns the line, with CRLF, for a client who is one too many, such as {@code * BYE [UNAVAILABLE] …}.
     *
     * @param why one line of plain text
     */
    String refusal(String why);

    /** Begins a session and writes its greeting. Called in a step of the connection. */
    Session open(Connection connection);

    /**
     * Goes on with a session where another version of this protocol left it. Called in a step of the connection while it
     * is held.
     *
     * @throws RuntimeException if it cannot: then transport sends the snapshot's farewell and closes
     */
    Session resume(Connection connection, Snapshot snapshot);

    /** Returns what decides how much of one connection's conversation may be written into a log; else none of it is. */
    default Transcript transcript() {
        return Transcript.NOTHING;
    }
}
