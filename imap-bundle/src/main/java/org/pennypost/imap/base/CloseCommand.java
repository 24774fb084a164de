// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.engine.Engine;

/** CLOSE: expunges without a word, and lets go of the mailbox. */
@Rfc(number = 9051, section = "6.4.1")
@Rfc(number = 3501, section = "6.4.2")
final class CloseCommand implements Command {
    @Override
    public String name() {
        return "CLOSE";
    }

    @Override
    public Traits traits() {
        return Traits.selected();
    }

    @Override
    public Call parse(ImapReader in) {
        in.end();
        return (session, out) -> {
            Selection selection = session.selected().orElseThrow();
            if (!selection.readOnly()) {
                selection.mailbox().expunge(ExpungeCommand.known(selection), true, session.progress());
            }
            Engine.of(session).unselect();
            return Outcome.done("CLOSE completed");
        };
    }
}
