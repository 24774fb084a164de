// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.net;

import java.util.Map;
import org.apache.mina.core.buffer.IoBuffer;
import org.osgi.annotation.versioning.ConsumerType;
import org.pennypost.api.store.MailAccount;

/**
 * One client's state. Every method is called in a step of its connection, or between steps while the connection is held:
 * never two at a time. A store and a protocol may be exchanged at the same moment by two threads, so whoever holds calls
 * {@link #detach}, {@link #attach} and {@link #snapshot} inside {@code synchronized (session)}; after a snapshot the other
 * two do nothing.
 */
@ConsumerType
public interface Session {
    /**
     * Takes what is complete out of the inbound buffer, which belongs to transport, and leaves the rest in it (position
     * moves on). Called when octets have arrived and after {@link Connection#pull}.
     */
    void received(IoBuffer inbound);

    /** Called when {@link Connection#hasRoom} has become true after it was false. */
    void room();

    /** Called when nothing has been received or sent for the connection's idle time: say goodbye and close. */
    void idle();

    /** Called once when the connection has gone: let go of everything, change nothing. */
    void closed();

    /** Lets go of everything that belongs to a store, and becomes values. Called while held; may be called twice. */
    void detach();

    /**
     * Goes on in a store that has taken over: opens again what was open. Called while held, after {@link #detach}.
     *
     * @param account the same user's account; the session closes it in the end
     */
    void attach(MailAccount account);

    /**
     * Detaches and returns what another version of the protocol needs to go on. Called while held; afterwards this session
     * is forgotten, except for its {@link org.pennypost.api.store.Content} that a connection still sends.
     */
    Snapshot snapshot();

    /**
     * Says goodbye, because the server stops or an operator wants it, and closes; nothing is deleted.
     *
     * @param why one line of plain text
     */
    void farewell(String why);

    /**
     * Returns what the log says of the session when it ends or moves to another version, in this order: such as
     * {@code user}, {@code commands}, {@code fetched}; and {@code reason} if the session itself has ended, in one word or
     * two: {@code logout}, {@code too many bad commands}. No secrets. Called like the others, before {@link #closed}.
     */
    default Map<String, String> summary() {
        return Map.of();
    }

    /** Returns what the session is doing, for the shell, such as {@code selected INBOX}. May be called by any thread. */
    String describe();
}
