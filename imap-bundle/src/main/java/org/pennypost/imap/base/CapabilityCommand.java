// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.engine.Engine;

/** CAPABILITY: what is installed now. */
@Rfc(number = 9051, section = "6.1.1")
@Rfc(number = 3501, section = "6.1.1")
final class CapabilityCommand implements Command {
    @Override
    public String name() {
        return "CAPABILITY";
    }

    @Override
    public Traits traits() {
        return Traits.anywhere();
    }

    /** {@code capability = ("CAPABILITY")}. */
    @Override
    public Call parse(ImapReader in) {
        in.end();
        return (session, out) -> {
            out.untagged().atom("CAPABILITY");
            for (String capability : Engine.of(session).capabilities()) {
                out.sp().atom(capability);
            }
            out.end();
            return Outcome.done("CAPABILITY completed");
        };
    }
}
