// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pennypost.testkit.store.StoreBench.INBOX;
import static org.pennypost.testkit.store.StoreBench.append;
import static org.pennypost.testkit.store.StoreBench.fill;
import static org.pennypost.testkit.store.StoreBench.flags;
import static org.pennypost.testkit.store.StoreBench.mail;
import static org.pennypost.testkit.store.StoreBench.meta;
import static org.pennypost.testkit.store.StoreBench.name;
import static org.pennypost.testkit.store.StoreBench.problem;
import static org.pennypost.testkit.store.StoreBench.text;
import static org.pennypost.testkit.store.StoreBench.uids;

import org.junit.jupiter.api.Test;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.FlagChange;
import org.pennypost.api.mail.FlagChange.Mode;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidMap;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.CopyPlan;
import org.pennypost.api.store.CopyResult;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Progress;

/** What every copy and every move does. */
abstract class CopyContract {
    /** A tick that ends the call at its first count. */
    static final Progress NO_FURTHER = (done, total) -> {
        throw new MailException(Problem.UNAVAILABLE, "the store is about to leave");
    };

    abstract StoreBench bench();

    @Test
    void copyKeepsOctetsFlagsAndDate() {
        Mailbox inbox = bench().inbox();
        MailboxName box = bench().create("box");
        append(bench().open(box, Access.UPDATE), mail("before"));
        long one = append(inbox, mail("one"), Flag.SEEN, Flag.of("Work"));
        long two = append(inbox, mail("two"));
        CopyResult result = inbox.copy(new CopyPlan(UidSet.of(one, two, two + 50), box, false), Progress.NONE);
        Mailbox copies = bench().open(box, Access.EXAMINE);
        assertThat(result.uidValidity()).isEqualTo(copies.state().uidValidity());
        assertThat(result.uids().originals()).isEqualTo(UidSet.of(one, two));
        long copy = result.uids().to(0);
        assertThat(text(copies, copy)).isEqualTo(mail("one"));
        assertThat(flags(copies, copy)).isEqualTo(Flags.of(Flag.SEEN, Flag.of("Work")));
        assertThat(meta(copies, copy).internalDate()).isEqualTo(meta(inbox, one).internalDate());
        assertThat(text(copies, result.uids().to(1))).isEqualTo(mail("two"));
        assertThat(uids(inbox)).isEqualTo(UidSet.of(one, two));
        assertThat(uids(copies).count()).isEqualTo(3);
    }

    @Test
    void flagsMayChangeOnTheWay() {
        Mailbox inbox = bench().inbox();
        long uid = append(inbox, mail("one"), Flag.SEEN);
        FlagChange change = new FlagChange(Mode.ADD, Flags.of(Flag.FLAGGED, Flag.of("Copy")));
        CopyResult result =
                inbox.copy(new CopyPlan(UidSet.of(uid), bench().create("box"), false).change(change), Progress.NONE);
        Mailbox copies = bench().open(name("box"), Access.EXAMINE);
        assertThat(flags(copies, result.uids().to(0))).isEqualTo(Flags.of(Flag.SEEN, Flag.FLAGGED, Flag.of("Copy")));
        assertThat(flags(inbox, uid)).isEqualTo(Flags.of(Flag.SEEN));
    }

    @Test
    void moveTakesTheOriginals() {
        Mailbox inbox = bench().inbox();
        long stays = append(inbox, mail("stays"));
        long goes = append(inbox, mail("goes"), Flag.ANSWERED);
        long before = inbox.state().now().modSeq();
        UidMap map = inbox.copy(new CopyPlan(UidSet.of(goes), bench().create("box"), true), Progress.NONE)
                .uids();
        assertThat(uids(inbox)).isEqualTo(UidSet.of(stays));
        assertThat(inbox.changesSince(before).vanished()).isEqualTo(UidSet.of(goes));
        Mailbox box = bench().open(name("box"), Access.EXAMINE);
        assertThat(map.originals()).isEqualTo(UidSet.of(goes));
        assertThat(text(box, map.to(0))).isEqualTo(mail("goes"));
        assertThat(flags(box, map.to(0))).isEqualTo(Flags.of(Flag.ANSWERED));
    }

    @Test
    void targetMayBeTheSameMailbox() {
        Mailbox inbox = bench().inbox();
        UidSet uids = fill(inbox, 3);
        long top = inbox.state().now().uids().last();
        UidMap copied =
                inbox.copy(new CopyPlan(uids, INBOX, false), Progress.NONE).uids();
        assertThat(uids(inbox)).isEqualTo(uids.union(copied.copies()));
        assertThat(copied.to(0)).isGreaterThan(top);
        FlagChange change = new FlagChange(Mode.REMOVE, Flags.of(Flag.SEEN));
        UidMap moved = inbox.copy(new CopyPlan(uids, INBOX, true).change(change), Progress.NONE)
                .uids();
        assertThat(uids(inbox)).isEqualTo(copied.copies().union(moved.copies()));
        assertThat(text(inbox, moved.to(2))).isEqualTo(mail("message 2"));
    }

    @Test
    void withoutTargetNothingHappens() {
        Mailbox inbox = bench().inbox();
        UidSet uids = fill(inbox, 2);
        problem(Problem.NOT_FOUND, () -> inbox.copy(new CopyPlan(uids, name("missing"), false), Progress.NONE));
        problem(Problem.NOT_FOUND, () -> inbox.copy(new CopyPlan(uids, name("missing"), true), Progress.NONE));
        assertThat(uids(inbox)).isEqualTo(uids);
    }

    @Test
    void withoutMessagesNothingHappens() {
        Mailbox inbox = bench().inbox();
        MailboxName box = bench().create("box");
        Mailbox target = bench().open(box, Access.UPDATE);
        long before = target.state().now().modSeq();
        assertThat(inbox.copy(new CopyPlan(UidSet.of(7), box, false), Progress.NONE)
                        .uids()
                        .size())
                .isZero();
        assertThat(inbox.copy(new CopyPlan(UidSet.EMPTY, box, true), Progress.NONE)
                        .uids()
                        .size())
                .isZero();
        assertThat(target.state().now().modSeq()).isEqualTo(before);
    }

    @Test
    void interruptedCopyLeavesNothingBehind() {
        Mailbox inbox = bench().inbox();
        UidSet uids = fill(inbox, 200);
        MailboxName box = bench().create("box");
        problem(Problem.UNAVAILABLE, () -> inbox.copy(new CopyPlan(uids, box, false), NO_FURTHER));
        Mailbox target = bench().open(box, Access.UPDATE);
        assertThat(uids(target).isEmpty()).isTrue();
        inbox.copy(new CopyPlan(uids, box, false), Progress.NONE);
        assertThat(uids(target).count()).isEqualTo(200);
    }

    @Test
    void interruptedMoveLosesAndDoublesNothing() {
        Mailbox inbox = bench().inbox();
        UidSet uids = fill(inbox, 200);
        MailboxName box = bench().create("box");
        int[] ticks = {0};
        Progress soon = (done, total) -> {
            if (++ticks[0] == 2) {
                NO_FURTHER.tick(done, total);
            }
        };
        problem(Problem.UNAVAILABLE, () -> inbox.copy(new CopyPlan(uids, box, true), soon));
        assertThat(uids(inbox).count() + uids(bench().open(box, Access.EXAMINE)).count())
                .isEqualTo(200);
    }
}
