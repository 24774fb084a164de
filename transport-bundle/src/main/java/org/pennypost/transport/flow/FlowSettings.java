// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import java.time.Duration;

/**
 * How octets move.
 *
 * @param window octets that a session may have waiting to be sent before it must pause
 * @param mark octets that may wait to be taken by a session before reading pauses
 * @param refusals how many clients of a listener may wait at a time to be told that they are one too many
 * @param times how long things may take
 */
public record FlowSettings(int window, int mark, int refusals, Times times) {
    /** What is shipped. */
    public static final FlowSettings SHIPPED = new FlowSettings(
            256 * 1024,
            288 * 1024,
            64,
            new Times(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(30)));

    /**
     * How long things may take.
     *
     * @param writeStall without write progress, before a connection is closed
     * @param handshake a TLS handshake, and a PROXY header
     * @param closing what is left to be sent on a connection that is closing
     * @param step a step without a tick
     */
    public record Times(Duration writeStall, Duration handshake, Duration closing, Duration step) {}

    /** Returns the same with other times. */
    public FlowSettings with(Times other) {
        return new FlowSettings(window, mark, refusals, other);
    }
}
