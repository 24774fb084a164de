// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.search;

import java.util.List;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWords.SearchTerm;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.SequenceSet;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.Candidates;

/** A SEARCH with its keys. */
final class SearchCall implements Call {
    private static final SequenceSet EVERYTHING = new SequenceSet(List.of(new SequenceSet.Range(1, SequenceSet.STAR)));

    private final boolean uids;
    private final List<SearchTerm> terms;

    SearchCall(boolean uids, List<SearchTerm> terms) {
        this.uids = uids;
        this.terms = List.copyOf(terms);
    }

    @Override
    public Outcome run(ImapSession session, ImapWriter out) {
        return search(session, out, query(session), UidSet.EMPTY, false);
    }

    @Override
    public Outcome resume(ImapSession session, ImapWriter out, String position) {
        SearchRows.Position at = SearchRows.Position.parse(position);
        SearchQuery rest = new SearchQuery.And(List.of(new SearchQuery.Uids(at.todo()), query(session)));
        return search(session, out, rest, at.found(), at.failed());
    }

    private SearchQuery query(ImapSession session) {
        return terms.size() == 1
                ? terms.get(0).query(session)
                : new SearchQuery.And(
                        terms.stream().map(term -> term.query(session)).toList());
    }

    private Outcome search(ImapSession session, ImapWriter out, SearchQuery query, UidSet found, boolean failed) {
        Selection selection = session.selected().orElseThrow();
        Candidates candidates = selection.mailbox().search(query, session.progress());
        UidSet known = selection.resolve(EVERYTHING, true);
        SearchRows.Position begin = new SearchRows.Position(
                found.union(candidates.matches().intersect(known)),
                candidates.open().intersect(known),
                failed);
        SearchRow row = new SearchRow(uids, asksForModSeq(query));
        return Outcome.stream(new SearchRows(session, out, row, candidates.rest(), begin));
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
