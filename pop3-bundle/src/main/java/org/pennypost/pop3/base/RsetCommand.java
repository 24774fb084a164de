// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import java.util.Set;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.pop3.Pop3Writer;

/** {@code RSET}: takes all marks back. */
@Rfc(number = 1939, section = "5")
final class RsetCommand implements Pop3Command {
    @Override
    public String name() {
        return "RSET";
    }

    @Override
    public Set<Pop3Session.State> states() {
        return Set.of(Pop3Session.State.TRANSACTION);
    }

    @Override
    public Outcome run(Pop3Session session, String arguments, Pop3Writer out) {
        Outcome refused = Arguments.none(arguments);
        if (refused != null) {
            return refused;
        }
        session.maildrop().reset();
        return Outcome.done("maildrop has " + session.maildrop().size() + " messages");
    }
}
