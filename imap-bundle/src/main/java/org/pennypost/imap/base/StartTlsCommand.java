// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;

/** STARTTLS: TLS begins behind the OK. */
@Rfc(number = 9051, section = "6.2.1")
@Rfc(number = 2595, section = "3.1")
final class StartTlsCommand implements Command {
    @Override
    public String name() {
        return "STARTTLS";
    }

    @Override
    public Traits traits() {
        return Traits.beforeLogin();
    }

    @Override
    public Call parse(ImapReader in) {
        in.end();
        return (session, out) -> session.peer().offersTls()
                ? Outcome.layer(Connection.Layer.TLS, "Begin TLS now")
                : Outcome.bad("TLS cannot begin here");
    }
}
