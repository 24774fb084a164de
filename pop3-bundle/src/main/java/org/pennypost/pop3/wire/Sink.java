// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.wire;

import java.nio.ByteBuffer;

/** Where octets for the client go. What is put is collected; {@link #flush} sends it. */
public interface Sink {
    /** Adds octets, from position to limit; they are copied. */
    void put(ByteBuffer octets);

    /** Sends what has been added. */
    void flush();

    /** Tells whether the client has read enough for more to be added. */
    boolean hasRoom();
}
