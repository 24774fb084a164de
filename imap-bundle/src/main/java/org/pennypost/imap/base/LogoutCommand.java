// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;

/** LOGOUT: goodbye. */
@Rfc(number = 9051, section = "6.1.3")
final class LogoutCommand implements Command {
    @Override
    public String name() {
        return "LOGOUT";
    }

    @Override
    public Traits traits() {
        return Traits.anywhere();
    }

    @Override
    public Call parse(ImapReader in) {
        in.end();
        return (session, out) -> Outcome.bye("See you");
    }
}
