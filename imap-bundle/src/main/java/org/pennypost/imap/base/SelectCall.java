// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.SelectPlan;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.Teller;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.MailException;
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
import org.pennypost.imap.engine.Keywords;

/**
 * A SELECT or EXAMINE with its arguments: lets go of the mailbox before, opens the next, tells how it stands, and lets a
 * parameter tell more.
 */
final class SelectCall implements Call {
    private final String name;
    private final Access access;
    private final MailboxName mailbox;
    private final List<Parameter.Edit<SelectPlan>> edits;

    SelectCall(String name, Access access, MailboxName mailbox, List<Parameter.Edit<SelectPlan>> edits) {
        this.name = name;
        this.access = access;
        this.mailbox = mailbox;
        this.edits = List.copyOf(edits);
    }

    @Override
    public Outcome run(ImapSession session, ImapWriter out) {
        Engine engine = Engine.of(session);
        SelectPlan plan;
        try {
            plan = plan(session);
        } catch (MailException refused) {
            close(engine, out);
            throw refused;
        }
        close(engine, out);
        Selection selection = engine.select(plan.name(), plan.access());
        boolean whole = false;
        try {
            Outcome own = opened(selection, engine, out);
            Outcome outcome = plan.sequel()
                    .map(sequel -> behind(sequel.run(session, out), own, engine))
                    .orElse(own);
            whole = true;
            return outcome;
        } finally {
            if (!whole) {
                engine.unselect();
            }
        }
    }

    @Override
    public Outcome resume(ImapSession session, ImapWriter out, String position) {
        Engine engine = Engine.of(session);
        Outcome own = completed(engine.selected().orElseThrow());
        return plan(session)
                .sequel()
                .map(sequel -> behind(sequel.resume(session, out, position), own, engine))
                .orElse(own);
    }

    private SelectPlan plan(ImapSession session) {
        SelectPlan plan = new SelectPlan(mailbox, access);
        edits.forEach(edit -> edit.apply(plan, session));
        return plan;
    }

    @Rfc(number = 7162, section = "3.2.11")
    private static void close(Engine engine, ImapWriter out) {
        if (engine.selected().isPresent()) {
            engine.unselect();
            out.untagged().atom("OK [CLOSED] The mailbox before is closed").end();
        }
    }

    private Outcome opened(Selection selection, Engine engine, ImapWriter out) {
        MailboxState state = selection.mailbox().state();
        Keywords.write(state, engine, out);
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
        return completed(selection);
    }

    private Outcome completed(Selection selection) {
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

    /** What a sequel's outcome means: if it went well, the tagged line is ours. */
    private static Outcome behind(Outcome outcome, Outcome own, Engine engine) {
        if (outcome instanceof Outcome.Streaming rows) {
            return Outcome.stream(new Sequel(rows.rows(), own, engine));
        }
        if (outcome instanceof Outcome.Done) {
            return own;
        }
        engine.unselect();
        return outcome;
    }

    /** Rows behind those of SELECT. */
    private record Sequel(Outcome.Stream rows, Outcome own, Engine engine) implements Outcome.Stream {
        @Override
        public @Nullable Outcome next() {
            boolean whole = false;
            try {
                Outcome outcome = rows.next();
                whole = true;
                return outcome == null ? null : behind(outcome, own, engine);
            } finally {
                if (!whole) {
                    engine.unselect();
                }
            }
        }

        @Override
        public String position() {
            return rows.position();
        }

        @Override
        public void cancel() {
            rows.cancel();
        }
    }
}
