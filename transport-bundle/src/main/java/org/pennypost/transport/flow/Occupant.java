// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import org.apache.mina.core.buffer.IoBuffer;
import org.pennypost.api.net.Transcript;
import org.pennypost.transport.record.Marks;

/** Who uses a socket. */
public interface Occupant {
    /** Returns the marks of what the log says of the connection. */
    Marks marks();

    /** Returns what decides how much of a conversation may be in the log: a new one for each. */
    Transcript transcript();

    /** The connection can be talked on: at once in clear, after the handshake in implicit TLS. Called by the I/O thread. */
    void ready();

    /** Octets wait. Called in a step. */
    void received(IoBuffer inbound);

    /** There is room to write again. Called in a step. */
    void room();

    /** Nothing has moved for the idle time. Called in a step. */
    void idle();

    /** The socket has gone. Called by the I/O thread, once. */
    void gone();

    /** Returns what it is doing, for the log. Called by any thread. */
    String describe();
}
