// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import java.util.Set;
import org.pennypost.api.access.Login;
import org.pennypost.api.access.LoginResult;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.pop3.Pop3Writer;
import org.pennypost.pop3.engine.Wording;

/** {@code USER name}: always accepted, so that nobody learns which users there are. */
@Rfc(number = 1939, section = "7")
final class UserCommand implements Pop3Command {
    /** Where the name is kept until PASS: octets as ISO-8859-1. */
    static final String SLOT = "USER";

    private final Login login;

    UserCommand(Login login) {
        this.login = login;
    }

    @Override
    public String name() {
        return "USER";
    }

    @Override
    public Set<Pop3Session.State> states() {
        return Set.of(Pop3Session.State.AUTHORIZATION);
    }

    @Override
    public Outcome run(Pop3Session session, String arguments, Pop3Writer out) {
        session.slot(SLOT).clear();
        if (arguments.isBlank()) {
            return Outcome.bad("a name expected");
        }
        if (!login.plaintextAllowed(session.peer())) {
            return Wording.of(LoginResult.Reason.PRIVACY_REQUIRED);
        }
        session.slot(SLOT).put("name", arguments);
        return Outcome.done("name is accepted");
    }
}
