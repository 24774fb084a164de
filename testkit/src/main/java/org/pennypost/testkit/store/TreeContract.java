// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pennypost.testkit.store.StoreBench.INBOX;
import static org.pennypost.testkit.store.StoreBench.append;
import static org.pennypost.testkit.store.StoreBench.mail;
import static org.pennypost.testkit.store.StoreBench.name;
import static org.pennypost.testkit.store.StoreBench.problem;
import static org.pennypost.testkit.store.StoreBench.text;
import static org.pennypost.testkit.store.StoreBench.uids;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.SpecialUse;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.api.store.MailboxEntry.Kind;
import org.pennypost.api.store.MailboxState;

/** What every tree of mailboxes does. */
abstract class TreeContract {
    abstract StoreBench bench();

    private Optional<MailboxEntry> entry(String text) {
        return bench().account().list().stream()
                .filter(entry -> entry.name().equals(name(text)))
                .findFirst();
    }

    private Kind kind(String text) {
        return entry(text)
                .orElseThrow(() -> new AssertionError(text + " is not listed"))
                .kind();
    }

    @Test
    void inboxIsAlwaysThere() {
        assertThat(kind("INBOX")).isEqualTo(Kind.MAILBOX);
        problem(Problem.EXISTS, () -> bench().create("inbox"));
        problem(Problem.INVALID, () -> bench().account().delete(INBOX));
    }

    @Test
    void createMakesParents() {
        bench().create("a/b/c");
        assertThat(kind("a/b/c")).isEqualTo(Kind.MAILBOX);
        assertThat(kind("a/b")).isNotEqualTo(Kind.NOTHING);
        assertThat(kind("a")).isNotEqualTo(Kind.NOTHING);
        problem(Problem.EXISTS, () -> bench().create("a/b/c"));
    }

    @Test
    void namesAreListedInOrder() {
        List.of("z", "a/b", "a", "a-b", "B").forEach(bench()::create);
        List<MailboxName> names =
                bench().account().list().stream().map(MailboxEntry::name).toList();
        assertThat(names).isSorted().doesNotHaveDuplicates().contains(INBOX, name("a/b"), name("a-b"));
    }

    @Test
    void oddNamesComeBackAsTheyWere() {
        List<String> names = List.of(
                "Entwürfe",
                "名前/中",
                "with.dot",
                "a.b/c.d",
                "&",
                "&-",
                "~home",
                "100%",
                "star*",
                "two words",
                " leading",
                "trailing ",
                "quote\"",
                "back\\slash",
                "INBOX/below",
                "cur",
                "new",
                "tmp",
                "😀");
        names.forEach(bench()::create);
        List<String> listed = bench().account().list().stream()
                .filter(entry -> entry.kind() == Kind.MAILBOX)
                .map(entry -> entry.name().text('/'))
                .toList();
        assertThat(listed).containsAll(names);
        names.forEach(text -> append(bench().open(name(text), Access.UPDATE), mail(text.isEmpty() ? "" : "odd")));
        names.forEach(text -> assertThat(
                        uids(bench().open(name(text), Access.EXAMINE)).count())
                .isEqualTo(1));
        names.forEach(text -> bench().account().delete(name(text)));
        assertThat(bench().account().list()).extracting(MailboxEntry::name).containsExactly(INBOX);
    }

    @Test
    void deleteTakesMailboxAndMessages() {
        MailboxName box = bench().create("box");
        Mailbox open = bench().open(box, Access.UPDATE);
        append(open, mail("lost"));
        MailboxState before = open.state();
        bench().account().delete(box);
        assertThat(entry("box")).isEmpty();
        problem(Problem.NOT_FOUND, open::state);
        problem(Problem.NOT_FOUND, () -> bench().account().delete(box));
        bench().create("box");
        MailboxState after = bench().open(box, Access.SELECT).state();
        assertThat(after.now().uids().size()).isZero();
        assertThat(after.uidValidity()).isGreaterThan(before.uidValidity());
        assertThat(after.id()).isNotEqualTo(before.id());
    }

    @Test
    void deletedParentStaysAsName() {
        bench().create("a");
        bench().create("a/b");
        bench().account().delete(name("a"));
        assertThat(kind("a")).isEqualTo(Kind.PARENT);
        problem(Problem.INVALID, () -> bench().account().delete(name("a")));
        problem(Problem.NOT_FOUND, () -> bench().open(name("a"), Access.EXAMINE));
        bench().create("a");
        assertThat(kind("a")).isEqualTo(Kind.MAILBOX);
    }

    @Test
    void renameCarriesMessagesAndChildren() {
        bench().create("a");
        bench().create("a/b/c");
        Mailbox open = bench().open(name("a/b/c"), Access.UPDATE);
        long uid = append(open, mail("carried"));
        MailboxState before = open.state();
        bench().account().rename(name("a"), name("x/y"));
        assertThat(entry("a")).isEmpty();
        assertThat(entry("a/b/c")).isEmpty();
        assertThat(kind("x/y")).isEqualTo(Kind.MAILBOX);
        Mailbox renamed = bench().open(name("x/y/b/c"), Access.EXAMINE);
        assertThat(text(renamed, uid)).isEqualTo(mail("carried"));
        assertThat(renamed.state().id()).isEqualTo(before.id());
        assertThat(renamed.state().uidValidity()).isEqualTo(before.uidValidity());
    }

    @Test
    void renameRefusesWhatCannotBe() {
        bench().create("a/b");
        bench().create("c");
        problem(Problem.NOT_FOUND, () -> bench().account().rename(name("missing"), name("d")));
        problem(Problem.EXISTS, () -> bench().account().rename(name("c"), name("a/b")));
        problem(Problem.EXISTS, () -> bench().account().rename(name("c"), INBOX));
        problem(Problem.INVALID, () -> bench().account().rename(name("c"), name("c/below")));
        assertThat(kind("c")).isEqualTo(Kind.MAILBOX);
    }

    @Test
    void renameOfInboxMovesItsMessages() {
        long uid = append(bench().inbox(), mail("moved"));
        bench().create("INBOX/child");
        Mailbox open = bench().inbox();
        bench().account().rename(INBOX, name("old"));
        assertThat(uids(open).isEmpty()).isTrue();
        assertThat(kind("INBOX/child")).isEqualTo(Kind.MAILBOX);
        Mailbox old = bench().open(name("old"), Access.EXAMINE);
        assertThat(text(old, uids(old).first(0))).isEqualTo(mail("moved"));
        assertThat(append(open, mail("later"))).isGreaterThan(uid);
        problem(Problem.EXISTS, () -> bench().account().rename(INBOX, name("old")));
    }

    @Test
    void subscriptionsAreNames() {
        bench().account().subscribe(name("missing/one"), true);
        bench().account().subscribe(INBOX, true);
        assertThat(kind("missing/one")).isEqualTo(Kind.NOTHING);
        assertThat(entry("missing/one").orElseThrow().subscribed()).isTrue();
        assertThat(entry("INBOX").orElseThrow().subscribed()).isTrue();
        bench().create("missing/one");
        bench().account().rename(name("missing/one"), name("other"));
        assertThat(entry("missing/one").orElseThrow().kind()).isEqualTo(Kind.NOTHING);
        assertThat(entry("other").orElseThrow().subscribed()).isFalse();
        bench().account().subscribe(name("missing/one"), false);
        assertThat(entry("missing/one")).isEmpty();
    }

    @Test
    void specialUseIsListed() {
        bench().account().create(name("Drafts"), new CreatePlan().use(SpecialUse.DRAFTS));
        assertThat(entry("Drafts").orElseThrow().uses()).containsExactly(SpecialUse.DRAFTS);
        assertThat(entry("INBOX").orElseThrow().uses()).isEmpty();
    }

    @Test
    void specialUseGoesOverToTheMailboxMadeForItLast() {
        bench().account()
                .create(name("one"), new CreatePlan().use(SpecialUse.DRAFTS).use(SpecialUse.SENT));
        bench().account().create(name("two"), new CreatePlan().use(SpecialUse.SENT));
        assertThat(entry("one").orElseThrow().uses()).containsExactly(SpecialUse.DRAFTS);
        assertThat(entry("two").orElseThrow().uses()).containsExactly(SpecialUse.SENT);
        bench().account().rename(name("two"), name("three/two"));
        assertThat(entry("three/two").orElseThrow().uses()).containsExactly(SpecialUse.SENT);
        bench().account().delete(name("one"));
        bench().create("one");
        assertThat(entry("one").orElseThrow().uses()).isEmpty();
    }

    @Test
    void nameForOthersBelowItIsNoMailbox() {
        bench().account().create(name("above"), new CreatePlan().parent());
        assertThat(entry("above").map(MailboxEntry::kind)).isNotEqualTo(Optional.of(Kind.MAILBOX));
        problem(Problem.NOT_FOUND, () -> bench().open(name("above"), Access.EXAMINE));
        bench().create("above/below");
        assertThat(kind("above")).isEqualTo(Kind.PARENT);
        problem(Problem.EXISTS, () -> bench().account().create(name("above/below"), new CreatePlan().parent()));
        bench().account().create(name("above"), new CreatePlan().parent());
    }

    @Test
    void eachUserHasHisOwnTree() {
        bench().create("mine");
        try (var other = bench().store().open(org.pennypost.api.auth.Identity.of("somebody"))) {
            assertThat(other.list()).extracting(MailboxEntry::name).containsExactly(INBOX);
            problem(Problem.NOT_FOUND, () -> other.open(name("mine"), Access.EXAMINE, Bell.SILENT));
        }
    }
}
