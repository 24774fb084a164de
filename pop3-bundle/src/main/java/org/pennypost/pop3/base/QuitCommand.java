// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import java.util.EnumSet;
import java.util.Set;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.pop3.Pop3Writer;
import org.pennypost.pop3.engine.Conversation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code QUIT}: the only way in which marked messages go. The session ends whether they could be removed or not. */
@Rfc(number = 1939, section = "6")
final class QuitCommand implements Pop3Command {
    private static final Logger LOG = LoggerFactory.getLogger(QuitCommand.class);

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
            if (!removed(conversation)) {
                return Outcome.no(new ResponseCode("SYS/TEMP"), "some deleted messages not removed");
            }
        }
        return Outcome.bye("goodbye");
    }

    private static boolean removed(Conversation conversation) {
        try {
            conversation.frozen().update();
            return true;
        } catch (MailException e) {
            LOG.warn(
                    "{} deleted messages that could not be removed",
                    conversation.peer().id(),
                    e);
            return false;
        }
    }
}
