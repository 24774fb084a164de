// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import org.apache.mina.core.buffer.IoBuffer;

/** Who uses a socket. */
public interface Occupant {
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
