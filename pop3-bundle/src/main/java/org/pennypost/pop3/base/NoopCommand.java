// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import java.util.Set;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.pop3.Pop3Writer;

/** {@code NOOP}. */
@Rfc(number = 1939, section = "5")
final class NoopCommand implements Pop3Command {
    @Override
    public String name() {
        return "NOOP";
    }

    @Override
    public Set<Pop3Session.State> states() {
        return Set.of(Pop3Session.State.TRANSACTION);
    }

    @Override
    public Outcome run(Pop3Session session, String arguments, Pop3Writer out) {
        Outcome refused = Arguments.none(arguments);
        return refused != null ? refused : Outcome.done("");
    }
}
