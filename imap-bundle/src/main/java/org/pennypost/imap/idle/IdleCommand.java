// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.idle;

import java.nio.charset.StandardCharsets;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;

/** IDLE: the client is told of changes as they happen, until it says DONE. */
@Rfc(number = 2177, section = "3")
@Rfc(number = 9051, section = "6.3.13")
final class IdleCommand implements Command {
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
        return (session, out) -> Outcome.ask("idling", IdleCommand::line);
    }

    private static Outcome line(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1).equalsIgnoreCase("DONE")
                ? Outcome.done("IDLE completed")
                : Outcome.bad("expected DONE");
    }
}
