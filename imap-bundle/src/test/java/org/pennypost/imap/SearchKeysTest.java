// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapSyntaxException;
import org.pennypost.api.imap.ImapWords.SearchTerm;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.search.SearchQuery.And;
import org.pennypost.api.search.SearchQuery.Has;
import org.pennypost.api.search.SearchQuery.Header;
import org.pennypost.api.search.SearchQuery.Not;
import org.pennypost.api.search.SearchQuery.Or;
import org.pennypost.api.search.SearchQuery.When;
import org.pennypost.imap.search.SearchExtension;
import org.pennypost.imap.wire.CommandLimits;
import org.pennypost.imap.wire.Frames;
import org.pennypost.imap.wire.NameForm;
import org.pennypost.imap.wire.Reader;

class SearchKeysTest {
    /** These keys do not depend on it. */
    private static final ImapSession NOBODY = null;

    private static final SearchQuery SEEN = new Has(Flag.SEEN);

    private static final Grammar WORDS = new Grammar(
            List.of(new Installed(new SearchExtension(), new Installed.Origin("SEARCH", "imap-bundle", 0, 0))),
            List.of(),
            Set.of());

    private static SearchTerm term(String text) {
        Frames frames = new Frames();
        frames.append(text);
        Reader in = new Reader(frames, new NameForm(), WORDS, CommandLimits.SHIPPED);
        SearchTerm term = in.words().searchKey(in);
        in.end();
        return term;
    }

    static Stream<Arguments> keys() {
        LocalDate day = LocalDate.of(1994, 2, 1);
        return Stream.of(
                arguments("ALL", SearchQuery.ALL),
                arguments("seen", SEEN),
                arguments("UNSEEN", new Not(SEEN)),
                arguments("UNDRAFT", new Not(new Has(Flag.DRAFT))),
                arguments("KEYWORD $Work", new Has(Flag.of("$Work"))),
                arguments("UNKEYWORD $Work", new Not(new Has(Flag.of("$Work")))),
                arguments("SINCE 1-Feb-1994", new SearchQuery.Received(When.SINCE, day)),
                arguments("ON \"1-Feb-1994\"", new SearchQuery.Received(When.ON, day)),
                arguments("BEFORE 1-feb-1994", new SearchQuery.Received(When.BEFORE, day)),
                arguments("SENTBEFORE 1-Feb-1994", new SearchQuery.Sent(When.BEFORE, day)),
                arguments("SENTON 1-Feb-1994", new SearchQuery.Sent(When.ON, day)),
                arguments("SENTSINCE 1-Feb-1994", new SearchQuery.Sent(When.SINCE, day)),
                arguments("LARGER 10000", new SearchQuery.Larger(10_000)),
                arguments("SMALLER 0", new SearchQuery.Smaller(0)),
                arguments("FROM \"Smith\"", new Header("FROM", "Smith")),
                arguments("HEADER X-Own \"\"", new Header("X-Own", "")),
                arguments("SUBJECT {6}\r\na b\"c ", new Header("SUBJECT", "a b\"c ")),
                arguments("BODY x", new SearchQuery.Body("x")),
                arguments("TEXT \"x y\"", new SearchQuery.Text("x y")),
                arguments("NOT NOT SEEN", new Not(new Not(SEEN))),
                arguments(
                        "OR SEEN (FROM a NOT SEEN)",
                        new Or(SEEN, new And(List.of(new Header("FROM", "a"), new Not(SEEN))))),
                arguments("((SEEN))", new And(List.of(new And(List.of(SEEN))))));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void reads(String text, SearchQuery query) {
        assertThat(term(text).query(NOBODY)).isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "FROB",
                "NOT",
                "OR SEEN",
                "()",
                "(SEEN",
                "SEEN)",
                "FROM",
                "HEADER Subject",
                "LARGER -1",
                "LARGER x",
                "ON 31-Feb-1994",
                "ON yesterday",
                "KEYWORD \\Seen",
                "UID a",
                "0",
                "1:"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> term(text)).isInstanceOf(ImapSyntaxException.class);
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        String deep = "(".repeat(10_000) + "ALL" + ")".repeat(10_000);
        assertThatThrownBy(() -> term(deep)).isInstanceOf(ImapSyntaxException.class);
        assertThatThrownBy(() -> term("NOT ".repeat(10_000) + "ALL")).isInstanceOf(ImapSyntaxException.class);
        assertThatThrownBy(() -> term("OR ALL ".repeat(10_000) + "ALL")).isInstanceOf(ImapSyntaxException.class);
        assertThat(term("NOT ".repeat(40) + "SEEN").query(NOBODY)).isInstanceOf(Not.class);
    }
}
