// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.time.Duration;

/**
 * What the operator decides.
 *
 * @param limits how much clients may send
 * @param times how long they may be silent
 */
record Settings(Limits limits, Times times) {
    /**
     * How much clients may send.
     *
     * @param append most octets of a message
     * @param dropped most octets of a literal that is refused and comes all the same
     * @param bad commands that are nonsense before login
     * @param saved ranges of UIDs that {@code $} keeps
     */
    record Limits(long append, long dropped, int bad, int saved) {}

    /**
     * How long they may be silent.
     *
     * @param idle after login (RFC 9051 §5.4: at least 30 minutes)
     * @param login before
     */
    record Times(Duration idle, Duration login) {}

    /** The values of the shipped configuration. */
    static final Settings SHIPPED = new Settings(
            new Limits(100L << 20, 64 << 10, 3, 65_536), new Times(Duration.ofMinutes(30), Duration.ofMinutes(3)));
}
