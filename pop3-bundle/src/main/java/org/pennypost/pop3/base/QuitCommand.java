// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import java.util.EnumSet;
import java.util.Set;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.pop3.Pop3Writer;
import org.pennypost.pop3.engine.Conversation;

/** {@code QUIT}: the only way in which marked messages go. The session ends whether they could be removed or not. */
@Rfc(number = 1939, section = "6")
final class QuitCommand implements Pop3Command {
    @Override
    public String name() {
        return "QUIT";
    }

    @Override
    public Set<Pop3Session.State> states() {
        return EnumSet.allOf(Pop3Session.State.class);
    }

    @Override
    public Outcome run(Pop3Session session, String arguments, Pop3Writer out) {
        Outcome refused = Arguments.none(arguments);
        if (refused != null) {
            return refused;
        }
        if (session.state() == Pop3Session.State.TRANSACTION) {
            Conversation conversation = (Conversation) session;
            conversation.closeBehindAnswer();
            conversation.frozen().update();
        }
        return Outcome.bye("goodbye");
    }
}
