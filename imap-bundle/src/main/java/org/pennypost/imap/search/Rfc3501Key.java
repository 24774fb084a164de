// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.search;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWords.SearchTerm;
import org.pennypost.api.imap.SearchKey;
import org.pennypost.api.imap.SequenceSet;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.search.SearchQuery.When;

/**
 * A key of RFC 3501. They differ in what they read and which query that makes, so they are rows of one table.
 *
 * @param name the word
 * @param reading reads what follows the word
 */
@Rfc(number = 3501, section = "6.4.4")
@Rfc(number = 9051, section = "6.4.4")
record Rfc3501Key(String name, Function<ImapReader, SearchTerm> reading) implements SearchKey {
    private static final SearchQuery SEEN = new SearchQuery.Has(Flag.SEEN);

    static final List<Rfc3501Key> ALL = table();

    private static List<Rfc3501Key> table() {
        List<Rfc3501Key> keys = new ArrayList<>();
        keys.add(word("ALL", session -> SearchQuery.ALL));
        keys.add(word("RECENT", Rfc3501Key::recent));
        keys.add(word("OLD", session -> new SearchQuery.Not(recent(session))));
        keys.add(word("NEW", session -> new SearchQuery.And(List.of(recent(session), new SearchQuery.Not(SEEN)))));
        for (Flag flag : List.of(Flag.ANSWERED, Flag.DELETED, Flag.DRAFT, Flag.FLAGGED, Flag.SEEN)) {
            String name = flag.name().substring(1).toUpperCase(java.util.Locale.ROOT);
            keys.add(word(name, session -> new SearchQuery.Has(flag)));
            keys.add(word("UN" + name, session -> new SearchQuery.Not(new SearchQuery.Has(flag))));
        }
        keys.add(keyword("KEYWORD", SearchQuery.Has::new));
        keys.add(keyword("UNKEYWORD", flag -> new SearchQuery.Not(new SearchQuery.Has(flag))));
        Map.of("BEFORE", When.BEFORE, "ON", When.ON, "SINCE", When.SINCE).forEach((name, when) -> {
            keys.add(date(name, day -> new SearchQuery.Received(when, day)));
            keys.add(date("SENT" + name, day -> new SearchQuery.Sent(when, day)));
        });
        keys.add(number("LARGER", SearchQuery.Larger::new));
        keys.add(number("SMALLER", SearchQuery.Smaller::new));
        for (String field : List.of("BCC", "CC", "FROM", "SUBJECT", "TO")) {
            keys.add(text(field, text -> new SearchQuery.Header(field, text)));
        }
        keys.add(text("BODY", SearchQuery.Body::new));
        keys.add(text("TEXT", SearchQuery.Text::new));
        keys.add(new Rfc3501Key("HEADER", Rfc3501Key::header));
        keys.add(new Rfc3501Key("UID", Rfc3501Key::uid));
        keys.add(new Rfc3501Key("NOT", Rfc3501Key::not));
        keys.add(new Rfc3501Key("OR", Rfc3501Key::or));
        return List.copyOf(keys);
    }

    @Override
    public SearchTerm parse(ImapReader in) {
        return reading.apply(in);
    }

    private static SearchQuery recent(ImapSession session) {
        return new SearchQuery.Uids(session.selected().orElseThrow().recent());
    }

    private static Rfc3501Key word(String name, SearchTerm term) {
        return new Rfc3501Key(name, in -> term);
    }

    /** {@code flag-keyword = atom}. */
    private static Rfc3501Key keyword(String name, Function<Flag, SearchQuery> query) {
        return argument(name, in -> query.apply(Flag.of(in.atom())));
    }

    private static Rfc3501Key date(String name, Function<LocalDate, SearchQuery> query) {
        return argument(name, in -> query.apply(in.date()));
    }

    private static Rfc3501Key number(String name, LongFunction<SearchQuery> query) {
        return argument(name, in -> query.apply(in.number()));
    }

    private static Rfc3501Key text(String name, Function<String, SearchQuery> query) {
        return argument(name, in -> query.apply(in.astring()));
    }

    private static Rfc3501Key argument(String name, Function<ImapReader, SearchQuery> reading) {
        return new Rfc3501Key(name, in -> {
            in.sp();
            SearchQuery query = reading.apply(in);
            return session -> query;
        });
    }

    private static SearchTerm header(ImapReader in) {
        in.sp();
        String field = in.astring();
        in.sp();
        SearchQuery query = new SearchQuery.Header(field, in.astring());
        return session -> query;
    }

    private static SearchTerm uid(ImapReader in) {
        in.sp();
        SequenceSet set = in.sequenceSet();
        return session -> new SearchQuery.Uids(session.selected().orElseThrow().resolve(set, true));
    }

    private static SearchTerm not(ImapReader in) {
        in.sp();
        SearchTerm term = in.words().searchKey(in);
        return session -> new SearchQuery.Not(term.query(session));
    }

    private static SearchTerm or(ImapReader in) {
        in.sp();
        SearchTerm one = in.words().searchKey(in);
        in.sp();
        SearchTerm other = in.words().searchKey(in);
        return session -> new SearchQuery.Or(one.query(session), other.query(session));
    }
}
