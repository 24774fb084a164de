// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import java.util.Set;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.pop3.Pop3Writer;

/** {@code STLS}: TLS from here on. What the client had said before is forgotten. */
@Rfc(number = 2595, section = "4")
final class StlsCommand implements Pop3Command {
    @Override
    public String name() {
        return "STLS";
    }

    @Override
    public Set<Pop3Session.State> states() {
        return Set.of(Pop3Session.State.AUTHORIZATION);
    }

    @Override
    public Outcome run(Pop3Session session, String arguments, Pop3Writer out) {
        Outcome refused = Arguments.none(arguments);
        if (refused != null) {
            return refused;
        }
        if (!session.peer().offersTls()) {
            return Outcome.no("TLS is not offered here");
        }
        session.slot(UserCommand.SLOT).clear();
        return Outcome.layer(Connection.Layer.TLS, "begin TLS negotiation");
    }
}
