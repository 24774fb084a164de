// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import java.time.Duration;

/**
 * How octets move.
 *
 * @param window octets that a session may have waiting to be sent before it must pause
 * @param mark octets that may wait to be taken by a session before reading pauses
 * @param writeStall after which time without write progress a connection is closed
 * @param handshake how long a TLS handshake may take
 * @param closing how long a connection that is closing may take to send what is left
 */
public record FlowSettings(int window, int mark, Duration writeStall, Duration handshake, Duration closing) {
    /** What is shipped. */
    public static final FlowSettings SHIPPED = new FlowSettings(
            256 * 1024, 288 * 1024, Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(5));
}
