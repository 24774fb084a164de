// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import java.util.Set;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.pop3.Pop3Writer;

/** {@code DELE n}: marks a message; it goes at QUIT. */
@Rfc(number = 1939, section = "5")
final class DeleCommand implements Pop3Command {
    @Override
    public String name() {
        return "DELE";
    }

    @Override
    public Set<Pop3Session.State> states() {
        return Set.of(Pop3Session.State.TRANSACTION);
    }

    @Override
    public Outcome run(Pop3Session session, String arguments, Pop3Writer out) {
        int number = Arguments.message(session.maildrop(), arguments);
        if (number == 0) {
            return Arguments.refusal(arguments);
        }
        session.maildrop().delete(number);
        return Outcome.done("message deleted");
    }
}
