// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.idle;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapSession;

/** RFC 2177. */
public final class IdleExtension implements ImapExtension {
    private final Supplier<Duration> interval;

    /**
     * Makes it.
     *
     * @param interval how often a client in IDLE is told that the server is still there; zero for never
     */
    public IdleExtension(Supplier<Duration> interval) {
        this.interval = interval;
    }

    @Override
    public String name() {
        return "IDLE";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("IDLE");
    }

    @Override
    public List<Command> commands() {
        return List.of(new IdleCommand(interval));
    }
}
