// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.search;

import java.util.List;
import java.util.Optional;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWords.SearchTerm;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.SearchPlan;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.SequenceSet;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.Candidates;
import org.pennypost.imap.engine.SavedResult;

/** A SEARCH with its keys. */
final class SearchCall implements Call {
    private static final SequenceSet EVERYTHING = new SequenceSet(List.of(new SequenceSet.Range(1, SequenceSet.STAR)));

    private final Wanted wanted;
    private final List<SearchTerm> terms;

    /**
     * What shall be answered.
     *
     * @param tag of the command
     * @param uids whether with UIDs
     * @param options behind RETURN; empty if there is no RETURN
     */
    record Wanted(String tag, boolean uids, Optional<List<Parameter.Edit<SearchPlan>>> options) {
        /** Returns the plan of the response. */
        SearchPlan plan(ImapSession session) {
            SearchPlan plan = new SearchPlan(tag, uids);
            options.ifPresent(edits -> edits.forEach(edit -> edit.apply(plan, session)));
            return plan;
        }
    }

    SearchCall(Wanted wanted, List<SearchTerm> terms) {
        this.wanted = wanted;
        this.terms = List.copyOf(terms);
    }

    /** Returns a call that does nothing but say no. */
    @Rfc(number = 5182, section = "2.1")
    static Call refusing(Wanted wanted, Outcome no) {
        return (session, out) -> {
            if (wanted.plan(session).saved()) {
                SavedResult.of(session).save(UidSet.EMPTY);
            }
            return no;
        };
    }

    @Override
    public Outcome run(ImapSession session, ImapWriter out) {
        return search(
                session, out, SearchRows.Position.begin(SavedResult.of(session).saved()));
    }

    @Override
    public Outcome resume(ImapSession session, ImapWriter out, String position) {
        return search(session, out, SearchRows.Position.parse(position));
    }

    /**
     * While a search runs that will save its result, {@code $} is empty: so it is however the search fails. Its own keys
     * still mean the former result.
     */
    @Rfc(number = 5182, section = "2.1")
    private Outcome search(ImapSession session, ImapWriter out, SearchRows.Position at) {
        SavedResult result = SavedResult.of(session);
        SearchPlan plan = wanted.plan(session);
        if (plan.saved()) {
            result.save(at.saved());
        }
        SearchQuery query = query(session);
        if (plan.saved()) {
            result.save(UidSet.EMPTY);
        }
        Selection selection = session.selected().orElseThrow();
        UidSet known = selection.resolve(EVERYTHING, true);
        SearchRow row = new SearchRow(plan, wanted.options.isPresent(), asksForModSeq(query));
        SearchQuery rest = at.isBegin() ? query : new SearchQuery.And(List.of(new SearchQuery.Uids(at.todo()), query));
        Candidates candidates = selection.mailbox().search(rest, session.progress());
        return Outcome.stream(new SearchRows(
                session,
                out,
                row,
                candidates.rest(),
                at.with(candidates.matches().intersect(known), candidates.open().intersect(known))));
    }

    private SearchQuery query(ImapSession session) {
        return terms.size() == 1
                ? terms.get(0).query(session)
                : new SearchQuery.And(
                        terms.stream().map(term -> term.query(session)).toList());
    }

    /** Then the response carries the highest mod-sequence of what was found (RFC 7162 §3.1.5). */
    private static boolean asksForModSeq(SearchQuery query) {
        if (query instanceof SearchQuery.And and) {
            return and.all().stream().anyMatch(SearchCall::asksForModSeq);
        }
        if (query instanceof SearchQuery.Or or) {
            return asksForModSeq(or.one()) || asksForModSeq(or.other());
        }
        if (query instanceof SearchQuery.Not not) {
            return asksForModSeq(not.query());
        }
        return query instanceof SearchQuery.ModSeq;
    }
}
