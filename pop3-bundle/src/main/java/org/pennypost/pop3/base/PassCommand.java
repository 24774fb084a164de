// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.pennypost.api.access.Login;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.Peer;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.pop3.Pop3Writer;
import org.pennypost.pop3.engine.Conversation;

/** {@code PASS password}: takes the maildrop. The password is everything behind the space, spaces too. */
@Rfc(number = 1939, section = "7")
final class PassCommand implements Pop3Command {
    private final Login login;

    PassCommand(Login login) {
        this.login = login;
    }

    @Override
    public String name() {
        return "PASS";
    }

    @Override
    public Set<Pop3Session.State> states() {
        return Set.of(Pop3Session.State.AUTHORIZATION);
    }

    @Override
    public Outcome run(Pop3Session session, String arguments, Pop3Writer out) {
        Conversation conversation = (Conversation) session;
        String name = session.slot(UserCommand.SLOT).get("name");
        if (name == null || !conversation.previous().equals("USER")) {
            return Outcome.bad("USER expected first");
        }
        Credentials credentials = Credentials.ofOctets(
                        name.getBytes(StandardCharsets.ISO_8859_1), arguments.getBytes(StandardCharsets.ISO_8859_1))
                .via("POP3", "USER");
        Peer peer = session.peer();
        return conversation.entering(done -> login.login(credentials, peer, done));
    }
}
