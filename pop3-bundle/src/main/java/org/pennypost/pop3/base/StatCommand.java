// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import java.util.Set;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.pop3.Pop3Writer;
import org.pennypost.pop3.drop.FrozenMaildrop;
import org.pennypost.pop3.engine.Conversation;

/** {@code STAT}: how many messages, and how many octets, without those marked as deleted. */
@Rfc(number = 1939, section = "5")
final class StatCommand implements Pop3Command {
    @Override
    public String name() {
        return "STAT";
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
        FrozenMaildrop drop = ((Conversation) session).frozen();
        return Outcome.done(drop.count() + " " + drop.octets());
    }
}
