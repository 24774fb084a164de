// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pennypost.testkit.store.StoreBench.INBOX;
import static org.pennypost.testkit.store.StoreBench.append;
import static org.pennypost.testkit.store.StoreBench.fill;
import static org.pennypost.testkit.store.StoreBench.mail;
import static org.pennypost.testkit.store.StoreBench.uids;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.FlagChange;
import org.pennypost.api.mail.FlagChange.Mode;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.CopyPlan;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Progress;
import org.pennypost.api.store.StorePlan;

/** What holds when several sessions work at the same time. */
abstract class CrowdContract {
    abstract StoreBench bench();

    private static void together(List<Callable<?>> tasks) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<?>> results = new ArrayList<>();
            tasks.forEach(task -> results.add(pool.submit(task)));
            for (Future<?> result : results) {
                result.get(120, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** The reader asks only for UIDs at and above the UIDNEXT that it was told: none may slip in below. */
    @Test
    void readerWhoAsksForNewerUidsLosesNone() throws Exception {
        int writers = 4;
        int each = 60;
        ConcurrentLinkedQueue<Long> appended = new ConcurrentLinkedQueue<>();
        List<Callable<?>> tasks = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            Mailbox inbox = bench().inbox();
            tasks.add(() -> {
                for (int i = 0; i < each; i++) {
                    appended.add(append(inbox, mail("crowd " + i)));
                }
                return appended;
            });
        }
        Mailbox reader = bench().open(INBOX, Access.EXAMINE);
        List<Long> found = new ArrayList<>();
        tasks.add(() -> {
            long modSeq = 0;
            long uidNext = 1;
            boolean last = false;
            while (!last) {
                last = appended.size() == writers * each;
                Delta delta = reader.changesSince(modSeq);
                for (int i = delta.uids().indexFrom(uidNext); i < delta.uids().size(); i++) {
                    found.add(delta.uids().uid(i));
                }
                modSeq = delta.modSeq();
                uidNext = delta.uidNext();
            }
            return found;
        });
        together(tasks);
        assertThat(found).isSorted().doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(appended);
    }

    @Test
    void everybodyAgreesInTheEnd() throws Exception {
        fill(bench().inbox(), 30);
        MailboxModel model = new MailboxModel(bench().open(INBOX, Access.EXAMINE));
        List<Callable<?>> tasks = new ArrayList<>();
        for (int w = 0; w < 4; w++) {
            Random random = new Random(w);
            Mailbox inbox = bench().inbox();
            tasks.add(() -> {
                for (int i = 0; i < 50; i++) {
                    UidSet there = uids(inbox);
                    UidSet one = there.isEmpty() ? there : UidSet.of(there.first(random.nextInt(there.ranges())));
                    switch (random.nextInt(4)) {
                        case 0 -> append(inbox, mail("w" + i));
                        case 1 -> inbox.expunge(one, false, Progress.NONE);
                        default ->
                            inbox.setFlags(
                                    new StorePlan(
                                            one, new FlagChange(Mode.ADD, Flags.of(Flag.of("k" + random.nextInt(6))))),
                                    Progress.NONE);
                    }
                }
                return inbox;
            });
        }
        tasks.add(() -> {
            for (int i = 0; i < 100; i++) {
                model.pull();
            }
            return model;
        });
        together(tasks);
        model.pull();
        model.verify();
    }

    @Test
    void messagesMovedByTwoArriveOnce() throws Exception {
        UidSet uids = fill(bench().inbox(), 60);
        MailboxName one = bench().create("one");
        MailboxName other = bench().create("other");
        List<Callable<?>> tasks = new ArrayList<>();
        for (MailboxName target : List.of(one, other)) {
            Mailbox inbox = bench().inbox();
            tasks.add(() -> {
                UidSet left = uids;
                while (!left.isEmpty()) {
                    UidSet few = left.head(3);
                    left = left.minus(few);
                    inbox.copy(new CopyPlan(few, target, true), Progress.NONE);
                }
                return target;
            });
        }
        together(tasks);
        assertThat(uids(bench().inbox()).isEmpty()).isTrue();
        assertThat(uids(bench().open(one, Access.EXAMINE)).count()
                        + uids(bench().open(other, Access.EXAMINE)).count())
                .isEqualTo(60);
    }

    @Test
    void mailboxesMovedIntoEachOtherDoNotLockUp() throws Exception {
        MailboxName one = bench().create("one");
        MailboxName other = bench().create("other");
        fill(bench().open(one, Access.UPDATE), 20);
        fill(bench().open(other, Access.UPDATE), 20);
        List<Callable<?>> tasks = new ArrayList<>();
        for (MailboxName from : List.of(one, other)) {
            MailboxName to = from.equals(one) ? other : one;
            Mailbox mailbox = bench().open(from, Access.UPDATE);
            tasks.add(() -> {
                for (int i = 0; i < 30; i++) {
                    mailbox.copy(new CopyPlan(uids(mailbox).head(5), to, true), Progress.NONE);
                }
                return to;
            });
        }
        together(tasks);
        assertThat(uids(bench().open(one, Access.EXAMINE)).count()
                        + uids(bench().open(other, Access.EXAMINE)).count())
                .isEqualTo(40);
    }
}
