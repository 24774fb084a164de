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
import org.pennypost.pop3.wire.DotWriter;

/** {@code RETR n}: a whole message. */
@Rfc(number = 1939, section = "5")
final class RetrCommand implements Pop3Command {
    @Override
    public String name() {
        return "RETR";
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
        int number = Arguments.message(session.maildrop(), arguments);
        if (number == 0) {
            return Arguments.refusal(arguments);
        }
        Content content = session.maildrop().content(number);
        return Outcome.stream(
                content.length() + " octets",
                new MessageRows(content, content.length(), (DotWriter) out).from(position));
    }
}
