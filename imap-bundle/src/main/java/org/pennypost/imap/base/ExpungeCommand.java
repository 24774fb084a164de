// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import java.util.List;
import java.util.Optional;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.SequenceSet;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.engine.ReadOnly;

/**
 * EXPUNGE and UID EXPUNGE. Never more than the client knows of goes.
 *
 * @param name the word
 * @param uids whether a UID set follows
 */
@Rfc(number = 9051, section = "6.4.3")
@Rfc(number = 3501, section = "6.4.3")
@Rfc(number = 4315, section = "2.1")
public record ExpungeCommand(String name, boolean uids) implements Command {
    private static final SequenceSet ALL = new SequenceSet(List.of(new SequenceSet.Range(1, SequenceSet.STAR)));

    @Override
    public Traits traits() {
        return Traits.selected();
    }

    /** {@code "EXPUNGE"}, or {@code uid-expunge = "UID" SP "EXPUNGE" SP sequence-set}. */
    @Override
    public Call parse(ImapReader in) {
        Optional<SequenceSet> set = Optional.empty();
        if (uids) {
            in.sp();
            set = Optional.of(in.sequenceSet());
        }
        in.end();
        SequenceSet asked = set.orElse(ALL);
        return (session, out) -> {
            Selection selection = ReadOnly.refuse(session);
            selection.mailbox().expunge(selection.resolve(asked, true), true, session.progress());
            return Outcome.done(name + " completed");
        };
    }

    /** Returns all messages that the client knows of. */
    static UidSet known(Selection selection) {
        return selection.resolve(ALL, true);
    }
}
