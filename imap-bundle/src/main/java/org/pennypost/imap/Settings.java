// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.time.Duration;
import java.util.Map;
import org.pennypost.imap.base.MailboxLimits;
import org.pennypost.imap.wire.CommandLimits;

/**
 * What the operator decides.
 *
 * @param limits how much clients may send
 * @param command how much one command may contain
 * @param mailboxes how many mailboxes there may be, and how they may be called
 * @param times how long they may be silent
 * @param id what the server tells of itself (RFC 2971), field and value; empty for nothing
 */
record Settings(Limits limits, CommandLimits command, MailboxLimits mailboxes, Times times, Map<String, String> id) {
    /**
     * How much clients may send.
     *
     * @param append most octets of a message
     * @param dropped most octets of a literal that is refused and comes all the same
     * @param bad commands that are nonsense before login
     * @param saved ranges of UIDs that {@code $} keeps
     * @param frames octets of a command
     */
    record Limits(long append, long dropped, int bad, int saved, Frames frames) {}

    /**
     * Most octets of a command, messages not counted.
     *
     * @param outside before login
     * @param inside after it
     */
    record Frames(int outside, int inside) {}

    /**
     * How long they may be silent.
     *
     * @param idle after login (RFC 9051 §5.4: at least 30 minutes)
     * @param login before
     * @param beat between two rows to a client in IDLE that say that the server is there; zero for none
     */
    record Times(Duration idle, Duration login, Duration beat) {}

    /** The values of the shipped configuration. */
    static final Settings SHIPPED = new Settings(
            new Limits(100L << 20, 64 << 10, 3, 65_536, new Frames(64 << 10, 256 << 10)),
            CommandLimits.SHIPPED,
            MailboxLimits.SHIPPED,
            new Times(Duration.ofMinutes(30), Duration.ofMinutes(3), Duration.ofMinutes(2)),
            Map.of("name", "Pennypost"));
}
