// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.util.List;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.SequenceSet;
import org.pennypost.api.imap.Teller;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.Candidates;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.imap.engine.Engine;
import org.pennypost.imap.engine.Vanished;

/** A FETCH with its arguments. */
final class FetchCall implements Call {
    private final Wanted wanted;
    private final SequenceSet set;
    private final List<Parameter.Edit<FetchPlan>> modifiers;

    /**
     * What rows shall say.
     *
     * @param uids whether this is UID FETCH
     * @param items in order
     */
    record Wanted(boolean uids, List<FetchCommand.Item> items) {
        boolean has(String name) {
            return items.stream().anyMatch(item -> item.name().equals(name));
        }
    }

    FetchCall(Wanted wanted, SequenceSet set, List<Parameter.Edit<FetchPlan>> modifiers) {
        this.wanted = wanted;
        this.set = set;
        this.modifiers = modifiers;
    }

    @Override
    public Outcome run(ImapSession session, ImapWriter out) {
        Selection selection = session.selected().orElseThrow();
        FetchPlan plan = plan(selection.resolve(set, wanted.uids), session);
        if (plan.wantsVanished()) {
            if (!wanted.uids || plan.changedSince() < 0) {
                return Outcome.bad("VANISHED is for UID FETCH with CHANGEDSINCE");
            }
            vanished(plan, session, selection, out);
        }
        if (plan.changedSince() >= 0) {
            SearchQuery changed = new SearchQuery.And(
                    List.of(new SearchQuery.Uids(plan.uids()), new SearchQuery.ModSeq(plan.changedSince() + 1)));
            Candidates found = selection.mailbox().search(changed, session.progress());
            plan.uids(plan.uids().intersect(found.matches().union(found.open())));
        }
        return Outcome.stream(new FetchRows(session, out, wanted, plan));
    }

    /** Which of the messages asked about went; before all rows, because these have numbers (RFC 7162 §3.2.6). */
    @Rfc(number = 7162, section = "3.2.6")
    private void vanished(FetchPlan plan, ImapSession session, Selection selection, ImapWriter out) {
        Delta since = selection.mailbox().changesSince(plan.changedSince());
        UidSet asked = set.isSaved() ? plan.uids() : set.resolve(since.uidNext() - 1);
        UidSet gone = Vanished.earlier(selection, since, asked);
        if (!gone.isEmpty()) {
            for (Teller teller : Engine.of(session).words().tellers()) {
                teller.vanishedEarlier(gone, session, out);
            }
        }
    }

    @Override
    public Outcome resume(ImapSession session, ImapWriter out, String position) {
        FetchRows.Position at = FetchRows.Position.parse(position);
        FetchRows rows = new FetchRows(session, out, wanted, plan(at.todo(), session));
        rows.goOn(at);
        return Outcome.stream(rows);
    }

    private FetchPlan plan(UidSet uids, ImapSession session) {
        FetchPlan plan = new FetchPlan(uids);
        wanted.items.forEach(item -> item.part().asked(session));
        wanted.items.forEach(item -> item.part().plan(plan));
        modifiers.forEach(modifier -> modifier.apply(plan, session));
        return plan;
    }
}
