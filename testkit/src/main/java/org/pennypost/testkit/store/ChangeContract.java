// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pennypost.testkit.store.StoreBench.INBOX;
import static org.pennypost.testkit.store.StoreBench.append;
import static org.pennypost.testkit.store.StoreBench.fill;
import static org.pennypost.testkit.store.StoreBench.flags;
import static org.pennypost.testkit.store.StoreBench.mail;
import static org.pennypost.testkit.store.StoreBench.uids;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.FlagChange;
import org.pennypost.api.mail.FlagChange.Mode;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.UidList;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.CopyPlan;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MailboxState;
import org.pennypost.api.store.Progress;
import org.pennypost.api.store.StatusPlan;
import org.pennypost.api.store.StorePlan;

/** How changes are told: deltas, bells, and what is recent. */
abstract class ChangeContract {
    abstract StoreBench bench();

    /** How many changes the test of long histories makes. */
    abstract int deltas();

    private static void store(Mailbox mailbox, UidSet uids, Mode mode, Flag flag) {
        mailbox.setFlags(new StorePlan(uids, new FlagChange(mode, Flags.of(flag))), Progress.NONE);
    }

    @Test
    void deltaTellsWhatChanged() {
        Mailbox inbox = bench().inbox();
        Mailbox reader = bench().open(INBOX, Access.EXAMINE);
        UidSet uids = fill(inbox, 4);
        long first = uids.first(0);
        MailboxState before = reader.state();
        Delta none = reader.changesSince(before.now().modSeq());
        assertThat(none.complete()).isTrue();
        assertThat(none.changed().union(none.vanished())).isEqualTo(UidSet.EMPTY);
        assertThat(none.modSeq()).isEqualTo(before.now().modSeq());

        store(inbox, UidSet.of(first + 1), Mode.ADD, Flag.SEEN);
        inbox.expunge(UidSet.of(first + 2), false, Progress.NONE);
        long arrived = append(inbox, mail("arrived"));
        Delta delta = reader.changesSince(before.now().modSeq());
        assertThat(delta.complete()).isTrue();
        assertThat(delta.changed()).isEqualTo(UidSet.of(first + 1, arrived));
        assertThat(delta.vanished()).isEqualTo(UidSet.of(first + 2));
        assertThat(delta.uids().toSet()).isEqualTo(UidSet.of(first, first + 1, first + 3, arrived));
        assertThat(delta.uidNext()).isGreaterThan(arrived);
        assertThat(delta.modSeq()).isEqualTo(inbox.state().now().modSeq());
        assertThat(reader.changesSince(delta.modSeq()).changed()).isEqualTo(UidSet.EMPTY);
    }

    /** Who does not see messages with a keyword never saw those that had it all the time (RFC 7162 §3.2.10). */
    @Test
    void keywordsOfWhatWentAreRemembered() {
        Mailbox inbox = bench().inbox();
        UidSet uids = fill(inbox, 3);
        long first = uids.first(0);
        Flag hidden = Flag.of("$Hidden1");
        long early = inbox.state().now().modSeq();
        store(inbox, UidSet.of(first, first + 1), Mode.ADD, hidden);
        long late = inbox.state().now().modSeq();
        store(inbox, UidSet.of(first + 1), Mode.ADD, Flag.SEEN);
        inbox.expunge(uids, false, Progress.NONE);
        assertThat(inbox.changesSince(late).vanished()).isEqualTo(uids);
        assertThat(inbox.changesSince(late).vanishedWith(List.of(hidden))).isEqualTo(UidSet.of(first));
        assertThat(inbox.changesSince(early).vanishedWith(List.of(hidden))).isEqualTo(UidSet.EMPTY);
        assertThat(inbox.changesSince(late).vanishedWith(List.of(Flag.of("other"))))
                .isEqualTo(UidSet.EMPTY);
    }

    @Test
    void historyOfAnotherMailboxIsTooOld() {
        Mailbox inbox = bench().inbox();
        UidSet uids = fill(inbox, 2);
        Delta delta = inbox.changesSince(inbox.state().now().modSeq() + 1000);
        assertThat(delta.complete()).isFalse();
        assertThat(delta.changed()).isEqualTo(uids);
        Delta all = inbox.changesSince(0);
        assertThat(all.changed()).isEqualTo(uids);
    }

    @Test
    void readersKeepTheirLists() {
        Mailbox inbox = bench().inbox();
        UidSet first = fill(inbox, 10);
        UidList before = inbox.state().now().uids();
        UidSet second = fill(inbox, 100);
        UidList grown = inbox.state().now().uids();
        inbox.expunge(UidSet.of(first.first(0), second.first(0)), false, Progress.NONE);
        fill(inbox, 10);
        assertThat(before.toSet()).isEqualTo(first);
        assertThat(grown.toSet()).isEqualTo(first.union(second));
    }

    /** A reader who pulls now and then must always end up with the mailbox as it is. */
    @Test
    void longHistoriesAreFollowed() {
        Random random = new Random(7162);
        Mailbox inbox = bench().inbox();
        UidSet uids = fill(inbox, 20);
        MailboxModel model = new MailboxModel(bench().open(INBOX, Access.EXAMINE));
        for (int i = 0; i < deltas(); i++) {
            long uid = uids.first(0) + random.nextInt((int) uids.count());
            switch (random.nextInt(8)) {
                case 0 -> {
                    inbox.expunge(UidSet.of(uid), false, Progress.NONE);
                    append(inbox, mail("again"));
                    uids = uids(inbox);
                    uids = UidSet.range(uids.first(0), uids.last(uids.ranges() - 1));
                }
                case 1, 2, 3 -> store(inbox, UidSet.of(uid), Mode.REMOVE, Flag.SEEN);
                default -> store(inbox, UidSet.of(uid), Mode.ADD, Flag.SEEN);
            }
            if (random.nextInt(5) == 0) {
                model.pull();
            }
        }
        model.pull();
        model.verify();
    }

    @Test
    void sleeperIsToldTheTruth() {
        Mailbox inbox = bench().inbox();
        UidSet uids = fill(inbox, 3);
        MailboxModel sleeper = new MailboxModel(bench().open(INBOX, Access.EXAMINE));
        for (int i = 0; i < Math.min(deltas(), 3000); i++) {
            inbox.expunge(UidSet.of(append(inbox, mail("passing"))), false, Progress.NONE);
        }
        store(inbox, UidSet.of(uids.first(0)), Mode.ADD, Flag.FLAGGED);
        inbox.expunge(UidSet.of(uids.last(0)), false, Progress.NONE);
        sleeper.pull();
        sleeper.verify();
    }

    @Test
    void bellRingsForEveryChangeOfAnybody() {
        AtomicInteger rings = new AtomicInteger();
        Mailbox listener = bench().account().open(INBOX, Access.EXAMINE, (id, modSeq) -> rings.incrementAndGet());
        Mailbox inbox = bench().inbox();
        bench().create("box");
        List<Runnable> changes = List.of(
                () -> fill(inbox, 5),
                () -> store(inbox, uids(inbox), Mode.ADD, Flag.SEEN),
                () -> inbox.expunge(UidSet.of(uids(inbox).first(0)), false, Progress.NONE),
                () -> inbox.copy(new CopyPlan(uids(inbox).head(1), INBOX, false), Progress.NONE),
                () -> inbox.copy(new CopyPlan(uids(inbox).head(1), StoreBench.name("box"), true), Progress.NONE));
        for (Runnable change : changes) {
            int before = rings.get();
            change.run();
            await().atMost(5, TimeUnit.SECONDS).until(() -> rings.get() > before);
        }
        listener.close();
        int closed = rings.get();
        fill(inbox, 1);
        assertThat(rings).hasValue(closed);
    }

    @Test
    void bellRingsAfterTheCommitAndOutsideEveryLock() throws Exception {
        Mailbox reader = bench().open(INBOX, Access.EXAMINE);
        CompletableFuture<Long> seen = new CompletableFuture<>();
        Bell bell = (id, modSeq) -> seen.completeAsync(() -> uids(reader).count())
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
        bench().account().open(INBOX, Access.EXAMINE, bell);
        append(bench().inbox(), mail("rung"));
        assertThat(seen.get(5, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void bellOfTheOtherMailboxIsSilent() {
        AtomicInteger rings = new AtomicInteger();
        bench().account().open(bench().create("box"), Access.EXAMINE, (id, modSeq) -> rings.incrementAndGet());
        append(bench().inbox(), mail("elsewhere"));
        assertThat(rings).hasValue(0);
    }

    @Test
    void recentGoesToTheFirstWhoSelects() {
        UidSet uids = fill(bench().inbox(), 3);
        assertThat(bench().account().status(INBOX, new StatusPlan()).numbers().recent())
                .isEqualTo(3);
        bench().open(INBOX, Access.EXAMINE);
        Mailbox first = bench().open(INBOX, Access.SELECT);
        assertThat(first.state().recent()).isEqualTo(uids);
        assertThat(bench().open(INBOX, Access.SELECT).state().recent()).isEqualTo(UidSet.EMPTY);
        assertThat(bench().account().status(INBOX, new StatusPlan()).numbers().recent())
                .isZero();
        first.expunge(UidSet.of(uids.first(0)), false, Progress.NONE);
        assertThat(first.state().recent()).isEqualTo(uids.minus(UidSet.of(uids.first(0))));
        assertThat(flags(first, uids.last(0))).isEqualTo(Flags.NONE);
    }

    @Test
    void recentArrivalsGoToExactlyOne() {
        Mailbox one = bench().open(INBOX, Access.SELECT);
        Mailbox other = bench().open(INBOX, Access.SELECT);
        Mailbox examiner = bench().open(INBOX, Access.EXAMINE);
        long modSeq = one.state().now().modSeq();
        UidSet uids = fill(bench().inbox(), 4);
        assertThat(examiner.changesSince(modSeq).recent()).isEqualTo(UidSet.EMPTY);
        UidSet mine = one.changesSince(modSeq).recent();
        UidSet others = other.changesSince(modSeq).recent();
        assertThat(mine.intersect(others)).isEqualTo(UidSet.EMPTY);
        assertThat(mine.union(others)).isEqualTo(uids);
        assertThat(one.changesSince(modSeq).recent()).as("given once").isEqualTo(UidSet.EMPTY);
        assertThat(one.state().recent()).isEqualTo(mine);
    }

    @Test
    void recentIsGivenOnceInACrowd() throws Exception {
        ConcurrentLinkedQueue<UidSet> given = new ConcurrentLinkedQueue<>();
        UidSet uids = fill(bench().inbox(), 50);
        List<CompletableFuture<Void>> tasks = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() ->
                        given.add(bench().open(INBOX, Access.SELECT).state().recent())))
                .toList();
        CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        assertThat(given.stream().mapToLong(UidSet::count).sum()).isEqualTo(50);
        assertThat(given.stream().reduce(UidSet.EMPTY, UidSet::union)).isEqualTo(uids);
    }
}
