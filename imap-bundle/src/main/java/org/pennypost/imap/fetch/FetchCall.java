// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.util.List;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.SequenceSet;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.Candidates;
import org.pennypost.api.store.FetchPlan;

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
        if (plan.changedSince() >= 0) {
            SearchQuery changed = new SearchQuery.And(
                    List.of(new SearchQuery.Uids(plan.uids()), new SearchQuery.ModSeq(plan.changedSince() + 1)));
            Candidates found = selection.mailbox().search(changed, session.progress());
            plan.uids(plan.uids().intersect(found.matches().union(found.open())));
        }
        return Outcome.stream(new FetchRows(session, out, wanted, plan));
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
        wanted.items.forEach(item -> item.part().plan(plan));
        modifiers.forEach(modifier -> modifier.apply(plan, session));
        return plan;
    }
}
