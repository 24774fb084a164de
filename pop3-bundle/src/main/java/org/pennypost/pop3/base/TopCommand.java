// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import java.util.Set;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.pop3.Pop3Writer;
import org.pennypost.api.store.Content;
import org.pennypost.pop3.drop.MessageRows;
import org.pennypost.pop3.drop.Top;
import org.pennypost.pop3.wire.DotWriter;

/** {@code TOP n k}: header, blank line, and the first k lines of the body; all of it, if there are fewer. */
@Rfc(number = 1939, section = "7")
final class TopCommand implements Pop3Command {
    @Override
    public String name() {
        return "TOP";
    }

    @Override
    public Set<Pop3Session.State> states() {
        return Set.of(Pop3Session.State.TRANSACTION);
    }

    @Override
    public Outcome run(Pop3Session session, String arguments, Pop3Writer out) {
        return resume(session, arguments, out, "0");
    }

    @Override
    public Outcome resume(Pop3Session session, String arguments, Pop3Writer out, String position) {
        int space = arguments.indexOf(' ');
        long lines = space < 0 ? -1 : Arguments.number(arguments.substring(space + 1));
        if (lines < 0) {
            return Outcome.bad("message number and number of lines expected");
        }
        String first = arguments.substring(0, space);
        int number = Arguments.message(session.maildrop(), first);
        if (number == 0) {
            return Arguments.refusal(first);
        }
        Content content = session.maildrop().content(number);
        long end = Top.end(content, lines, session.progress());
        return Outcome.stream("top of message follows", new MessageRows(content, end, (DotWriter) out).from(position));
    }
}
