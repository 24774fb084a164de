// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mina;

import java.nio.ByteBuffer;
import java.util.Map;
import org.pennypost.api.net.Snapshot;
import org.pennypost.api.store.MailAccount;

/** The session behind a connection, without MINA; see {@link org.pennypost.api.net.Session} for each method. */
public interface Conversation {
    /** Takes what is complete out of the inbound octets and leaves the rest. */
    void received(ByteBuffer inbound);

    /** There is room to write again. */
    void room();

    /** Nothing has come or gone for the idle time. */
    void idle();

    /** The connection has gone. */
    void closed();

    /** Lets go of the store. */
    void detach();

    /** Goes on in a store. */
    void attach(MailAccount account);

    /** Becomes values. */
    Snapshot snapshot();

    /** Says goodbye and closes. */
    void farewell(String why);

    /** Returns what the log says of it when it ends. */
    Map<String, String> summary();

    /** Says what it is doing. */
    String describe();
}
