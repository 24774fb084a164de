// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.unselect;

import java.util.List;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.engine.Engine;

/** RFC 3691: lets go of the mailbox and expunges nothing. */
@Rfc(number = 3691, section = "2")
@Rfc(number = 9051, section = "6.4.2")
public final class UnselectExtension implements ImapExtension {
    /** Makes it. */
    public UnselectExtension() {}

    @Override
    public String name() {
        return "UNSELECT";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("UNSELECT");
    }

    @Override
    public List<Command> commands() {
        return List.of(new UnselectCommand());
    }

    private static final class UnselectCommand implements Command {
        @Override
        public String name() {
            return "UNSELECT";
        }

        @Override
        public Traits traits() {
            return Traits.selected();
        }

        @Override
        public Call parse(ImapReader in) {
            in.end();
            return (session, out) -> {
                Engine.of(session).unselect();
                return Outcome.done("UNSELECT completed");
            };
        }
    }
}
