// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.engine.Engine;

/**
 * Commands that do one thing to one mailbox name: DELETE, SUBSCRIBE, UNSUBSCRIBE.
 *
 * @param name the word
 * @param deed what it does
 */
@Rfc(number = 9051, section = "6.3.5")
@Rfc(number = 9051, section = "6.3.7")
@Rfc(number = 9051, section = "6.3.8")
record NameCommand(String name, Deed deed) implements Command {
    /** What is done to a name. */
    @FunctionalInterface
    interface Deed {
        /** Does it. */
        void to(ImapSession session, MailboxName mailbox);
    }

    @Override
    public Traits traits() {
        return Traits.authenticated();
    }

    /** {@code delete = "DELETE" SP mailbox}, and the like. */
    @Override
    public Call parse(ImapReader in) {
        in.sp();
        MailboxName mailbox = in.mailbox();
        in.end();
        return (session, out) -> {
            deed.to(session, mailbox);
            letGo(Engine.of(session), mailbox, out);
            return Outcome.done(name + " completed");
        };
    }

    /** Who deletes the mailbox that he has selected has none selected afterwards. */
    @Rfc(number = 2180, section = "3.3")
    private void letGo(Engine session, MailboxName mailbox, ImapWriter out) {
        if (name.equals("DELETE")
                && session.selected()
                        .filter(open -> open.name().equals(mailbox))
                        .isPresent()) {
            session.unselect();
            out.untagged().atom("OK [CLOSED] The mailbox is deleted").end();
        }
    }
}
