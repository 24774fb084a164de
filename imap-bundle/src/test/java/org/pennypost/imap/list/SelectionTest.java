// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pennypost.api.imap.ListPlan;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.api.store.MailboxEntry.Kind;
import org.pennypost.api.store.Progress;

class SelectionTest {
    private static List<MailboxEntry> tree(String above, int count) {
        List<MailboxEntry> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(MailboxEntry.of(MailboxName.parse(above + String.format("/%05d", i), '/'), Kind.MAILBOX)
                    .withSubscribed(i % 2 == 0));
        }
        return all;
    }

    private static int found(List<MailboxEntry> tree, ListPlan plan, List<String> patterns) {
        return new Selection(plan, Patterns.of("", patterns, '/'), '/')
                .of(tree, Progress.NONE)
                .size();
    }

    /** Names as long and deep as they can be, and the patterns that make simple matchers slow. */
    @Test
    void noPatternIsSlowOverManyMailboxes() {
        List<MailboxEntry> tree = tree("a/".repeat(90) + "a".repeat(250) + "/" + "a".repeat(250), 10_000);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            assertThat(found(tree, new ListPlan(), List.of("%*".repeat(10_000) + "x")))
                    .isZero();
            assertThat(found(tree, new ListPlan(), List.of("*a".repeat(300) + "*x")))
                    .isZero();
            assertThat(found(tree, new ListPlan(), List.of("*a%a".repeat(100) + "*")))
                    .isEqualTo(10_000);
            assertThat(found(tree, new ListPlan(), List.of("*a".repeat(15_000))))
                    .isZero();
        });
    }

    @Test
    void manyPatternsWithoutWildcardsCostNothing() {
        List<MailboxEntry> tree = tree("b", 10_000);
        List<String> names = IntStream.range(0, 10_000)
                .mapToObj(i -> String.format("b/%05d", i))
                .toList();
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(found(tree, new ListPlan(), names)).isEqualTo(10_000));
    }

    @Test
    void patternsWithWildcardsAreBounded() {
        List<String> most = IntStream.range(0, 64).mapToObj(i -> i + "*").toList();
        assertThat(found(tree("1", 10), new ListPlan(), most)).isEqualTo(10);
        List<String> more = IntStream.range(0, 65).mapToObj(i -> i + "*").toList();
        assertThatThrownBy(() -> found(List.of(), new ListPlan(), more)).isInstanceOf(MailException.class);
        assertThat(found(tree("1", 10), new ListPlan(), java.util.Collections.nCopies(1000, "1*")))
                .isEqualTo(10);
    }

    @Test
    void recursiveMatchIsLinear() {
        ListPlan plan = new ListPlan()
                .selects("SUBSCRIBED", MailboxEntry::subscribed)
                .names()
                .recursive();
        List<MailboxEntry> tree = tree("a/".repeat(90) + "a", 10_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(found(tree, plan, List.of("%"))).isEqualTo(1));
    }
}
