// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.engine;

import java.util.List;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.MailboxState;
import org.pennypost.api.store.Message;

/**
 * Which flags there are in the selected mailbox: told when it is opened, and again before the first row with a keyword that is
 * new to it.
 */
@Rfc(number = 3501, section = "7.2.6")
@Rfc(number = 9051, section = "7.3.5")
public final class Keywords {
    private static final Flags SYSTEM = Flags.of(Flag.ANSWERED, Flag.FLAGGED, Flag.DELETED, Flag.SEEN, Flag.DRAFT);

    private Keywords() {}

    /** Writes FLAGS and PERMANENTFLAGS of a mailbox. */
    public static void write(MailboxState state, Engine session, ImapWriter out) {
        Selection selection = session.selected().orElseThrow();
        Flags used = SYSTEM.plus(session.announced()).plus(state.keywords().used());
        out.untagged().atom("FLAGS (").flags(used).put(')').end();
        out.untagged().atom("OK [PERMANENTFLAGS (");
        if (!selection.readOnly()) {
            out.flags(used).atom(state.keywords().open() ? " \\*" : "");
        }
        out.atom(")] Flags that are kept").end();
        session.announce(used);
    }

    /** Writes both again if one of the messages, whose flags are about to be told, has a keyword nobody has told of. */
    public static void announce(List<Message> messages, Engine session, ImapWriter out) {
        Flags known = session.announced();
        Flags before = Flags.NONE;
        Flags all = Flags.NONE;
        for (Message message : messages) {
            Flags flags = message.meta().flags();
            if (!flags.equals(before)) {
                before = flags;
                if (!known.keywords().containsAll(flags.keywords())) {
                    all = all.plus(flags);
                }
            }
        }
        if (!all.isEmpty()) {
            session.announce(known.plus(all));
            write(session.selected().orElseThrow().mailbox().state(), session, out);
        }
    }
}
