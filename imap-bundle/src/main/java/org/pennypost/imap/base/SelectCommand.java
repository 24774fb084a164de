// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import java.util.List;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.SelectPlan;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.imap.Teller;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.Candidates;
import org.pennypost.api.store.MailboxState;
import org.pennypost.imap.engine.Engine;
import org.pennypost.imap.engine.ParameterList;

/**
 * SELECT and EXAMINE.
 *
 * @param name the word
 * @param access what it opens for
 */
@Rfc(number = 9051, section = "6.3.2")
@Rfc(number = 9051, section = "6.3.3")
@Rfc(number = 3501, section = "6.3.1")
record SelectCommand(String name, Access access) implements Command {
    private static final Flags SYSTEM = Flags.of(Flag.ANSWERED, Flag.FLAGGED, Flag.DELETED, Flag.SEEN, Flag.DRAFT);

    @Override
    public Traits traits() {
        return Traits.authenticated();
    }

    /** {@code select = "SELECT" SP mailbox [select-params]}. */
    @Override
    public Call parse(ImapReader in) {
        in.sp();
        MailboxName mailbox = in.mailbox();
        List<Parameter.Edit<SelectPlan>> edits = in.next(' ') ? ParameterList.parse(Slot.SELECT_PARAM, in) : List.of();
        in.end();
        return (session, out) -> {
            Engine engine = Engine.of(session);
            SelectPlan plan = new SelectPlan(mailbox, access);
            engine.unselect();
            for (Parameter.Edit<SelectPlan> edit : edits) {
                edit.apply(plan, session);
            }
            Selection selection = engine.select(plan.name(), plan.access());
            boolean whole = false;
            try {
                Outcome outcome = opened(selection, engine, out);
                whole = true;
                return outcome;
            } finally {
                if (!whole) {
                    engine.unselect();
                }
            }
        };
    }

    private Outcome opened(Selection selection, Engine engine, ImapWriter out) {
        MailboxState state = selection.mailbox().state();
        Flags used = SYSTEM.plus(state.keywords().used());
        out.untagged().atom("FLAGS (").flags(used).put(')').end();
        out.untagged().atom("OK [PERMANENTFLAGS (");
        if (!selection.readOnly()) {
            out.flags(used).atom(state.keywords().open() ? " \\*" : "");
        }
        out.atom(")] Flags that are kept").end();
        out.untagged().number(selection.size()).atom(" EXISTS").end();
        out.untagged().number(selection.recent().count()).atom(" RECENT").end();
        unseen(selection, engine, out);
        out.untagged()
                .atom("OK [UIDVALIDITY ")
                .number(selection.uidValidity())
                .atom("] UIDs are valid")
                .end();
        out.untagged()
                .atom("OK [UIDNEXT ")
                .number(state.now().uidNext())
                .atom("] Next UID")
                .end();
        for (Teller teller : engine.words().tellers()) {
            teller.opened(state, engine, out);
        }
        return Outcome.done(new ResponseCode(selection.readOnly() ? "READ-ONLY" : "READ-WRITE"), name + " completed");
    }

    /** RFC 3501 §6.3.1: the first message without \Seen, if there is one. */
    private static void unseen(Selection selection, Engine engine, ImapWriter out) {
        Candidates found =
                selection.mailbox().search(new SearchQuery.Not(new SearchQuery.Has(Flag.SEEN)), engine.progress());
        UidSet first = found.matches().head(1);
        int number = first.isEmpty() ? 0 : selection.number(first.first(0));
        if (number > 0) {
            out.untagged()
                    .atom("OK [UNSEEN ")
                    .number(number)
                    .atom("] First unseen message")
                    .end();
        }
    }
}
