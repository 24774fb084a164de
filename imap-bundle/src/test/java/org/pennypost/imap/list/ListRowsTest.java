// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.store.MailboxEntry;

/** Where a listing stands when a store or this bundle is exchanged in the middle of it. */
class ListRowsTest {
    private static List<Found> found(String... names) {
        List<Found> all = new ArrayList<>();
        for (String name : names) {
            all.add(new Found(MailboxEntry.of(MailboxName.parse(name, '/'), MailboxEntry.Kind.MAILBOX), false, false));
        }
        return all;
    }

    private static List<String> left(List<Found> all, String position) {
        return ListRows.behind(all, position).stream()
                .map(one -> one.entry().name().text('/'))
                .toList();
    }

    @Test
    void beginsAtTheBeginning() {
        assertThat(left(found("A", "B"), "")).containsExactly("A", "B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "b/c", "a b", "ä/€", "with.dot", "100%"})
    void goesOnBehindTheLastName(String last) {
        MailboxName name = MailboxName.parse(last, '/');
        String position = ListRows.position(name);
        assertThat(ListRows.behind(found("!", last, last + "/below", last + "x"), position))
                .extracting(one -> one.entry().name().text('/'))
                .containsExactly(last + "/below", last + "x");
    }

    @Test
    void goesOnWhenTheLastNameIsGone() {
        assertThat(left(found("A", "C"), ListRows.position(MailboxName.parse("B", '/'))))
                .containsExactly("C");
        assertThat(left(found("A"), ListRows.position(MailboxName.parse("B", '/'))))
                .isEmpty();
    }
}
