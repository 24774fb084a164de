// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.idle;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;

/** IDLE: the client is told of changes as they happen, until it says DONE. */
@Rfc(number = 2177, section = "3")
@Rfc(number = 9051, section = "6.3.13")
final class IdleCommand implements Command {
    private final Supplier<Duration> interval;

    IdleCommand(Supplier<Duration> interval) {
        this.interval = interval;
    }

    @Override
    public String name() {
        return "IDLE";
    }

    @Override
    public Traits traits() {
        return Traits.authenticated().tellingWhileAsking();
    }

    /** {@code idle = "IDLE" CRLF "DONE"}. */
    @Override
    public Call parse(ImapReader in) {
        in.end();
        return (session, out) -> Outcome.ask("idling", new Idling(interval, out));
    }

    /** Waits for DONE; a row now and then keeps routers and mail programs from giving the connection up. */
    private record Idling(Supplier<Duration> time, ImapWriter out) implements Outcome.Reply {
        @Override
        public Outcome line(byte[] octets) {
            return new String(octets, StandardCharsets.ISO_8859_1).equalsIgnoreCase("DONE")
                    ? Outcome.done("IDLE completed")
                    : Outcome.bad("expected DONE");
        }

        @Override
        public Duration interval() {
            return time.get();
        }

        @Override
        public void waiting() {
            out.untagged().atom("OK Still here").end();
        }
    }
}
