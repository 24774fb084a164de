// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.search.SearchQuery.And;
import org.pennypost.api.search.SearchQuery.Body;
import org.pennypost.api.search.SearchQuery.Has;
import org.pennypost.api.search.SearchQuery.Header;
import org.pennypost.api.search.SearchQuery.Not;
import org.pennypost.api.search.SearchQuery.Or;
import org.pennypost.api.search.SearchQuery.Sent;
import org.pennypost.api.search.SearchQuery.Text;
import org.pennypost.api.search.SearchQuery.Uids;
import org.pennypost.api.search.SearchQuery.When;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.Need;
import org.pennypost.api.store.Progress;
import org.pennypost.imap.fetch.MemoNotes;
import org.pennypost.imap.fetch.OpenMessage;
import org.pennypost.imap.fetch.StoredMessage;
import org.pennypost.imap.mime.UsualFields;

class ConditionTest {
    private static final String MAIL = "From: Smith <smith@example.org>\r\nSubject: =?utf-8?q?gr=C3=BC=C3=9Fe?=\r\n"
            + "Date: Tue, 1 Feb 1994 23:30:00 -0800\r\nX-Own: a\r\nX-Own: b\r\n\r\nA needle here.\r\n";
    private static final SearchQuery NO = new Has(Flag.SEEN);
    private static final SearchQuery YES = new Uids(UidSet.of(7));

    static Stream<Arguments> queries() {
        return Stream.of(
                arguments(SearchQuery.ALL, true),
                arguments(YES, true),
                arguments(NO, false),
                arguments(new Not(NO), true),
                arguments(new And(List.of(YES, NO)), false),
                arguments(new Or(NO, YES), true),
                arguments(new Header("from", "SMITH@"), true),
                arguments(new Header("Subject", "GRÜ"), true),
                arguments(new Header("to", ""), false),
                arguments(new Header("x-own", "B"), true),
                arguments(new Header("X-None", ""), false),
                arguments(new Header("X-Own", ""), true),
                arguments(new Sent(When.ON, LocalDate.of(1994, 2, 1)), true),
                arguments(new Sent(When.BEFORE, LocalDate.of(1994, 2, 1)), false),
                arguments(new Sent(When.SINCE, LocalDate.of(1994, 2, 1)), true),
                arguments(new Body("NEEDLE"), true),
                arguments(new Body("smith"), false),
                arguments(new Text("smith"), true),
                arguments(new Text("absent"), false),
                arguments(new And(List.of(new Body("here"), new Body("needle"), new Text("grüße"))), true),
                arguments(new SearchQuery.Larger(10), true),
                arguments(new SearchQuery.Smaller(10), false),
                arguments(new SearchQuery.ModSeq(1), true),
                arguments(new SearchQuery.ModSeq(2), false),
                arguments(new SearchQuery.Received(When.BEFORE, LocalDate.of(1971, 1, 1)), true),
                arguments(new SearchQuery.ReceivedFrom(1), false));
    }

    private static boolean holds(SearchQuery query, StoredMessage message) {
        try (OpenMessage open = new OpenMessage(message, new MemoNotes(Progress.NONE))) {
            return new Condition(query).holds(open);
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void holds(SearchQuery query, boolean expected) {
        StoredMessage message = new StoredMessage(MAIL);
        assertThat(holds(query, message)).isEqualTo(expected);
        assertThat(message.opened).isLessThanOrEqualTo(1);
        assertThat(message.open).isZero();
    }

    @Test
    void opensNothingThatIsDecidedWithoutIt() {
        StoredMessage message = new StoredMessage(MAIL);
        assertThat(holds(new And(List.of(new Body("needle"), NO)), message)).isFalse();
        assertThat(holds(new Or(new Text("needle"), YES), message)).isTrue();
        assertThat(message.opened).isZero();
    }

    @Test
    void usesRememberedFields() {
        StoredMessage message = new StoredMessage(MAIL);
        UsualFields fields;
        try (OpenMessage open = new OpenMessage(message, new MemoNotes(Progress.NONE))) {
            fields = open.usualFields();
        }
        message.memos.put(UsualFields.KEY, fields.encode().orElseThrow());
        assertThat(holds(new Header("FROM", "smith"), message)).isTrue();
        assertThat(holds(new Sent(When.ON, LocalDate.of(1994, 2, 1)), message)).isTrue();
        assertThat(message.opened).isEqualTo(1);
    }

    @Test
    void saysWhatItNeeds() {
        FetchPlan fields = new Condition(new Header("from", "x")).plan(FetchPlan.of());
        assertThat(fields.memos()).containsExactly(UsualFields.KEY);
        assertThat(fields.wants(Need.CONTENT)).isFalse();
        FetchPlan text = new Condition(new Not(new Or(new Text("x"), new SearchQuery.Larger(1)))).plan(FetchPlan.of());
        assertThat(text.wants(Need.CONTENT)).isTrue();
        assertThat(text.wants(Need.SIZES)).isTrue();
    }
}
