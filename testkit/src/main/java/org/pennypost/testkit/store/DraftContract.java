// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pennypost.testkit.store.StoreBench.append;
import static org.pennypost.testkit.store.StoreBench.draft;
import static org.pennypost.testkit.store.StoreBench.mail;
import static org.pennypost.testkit.store.StoreBench.name;
import static org.pennypost.testkit.store.StoreBench.problem;
import static org.pennypost.testkit.store.StoreBench.text;
import static org.pennypost.testkit.store.StoreBench.uids;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pennypost.api.mail.MailboxId;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.AppendPlan.Replaced;
import org.pennypost.api.store.AppendResult;
import org.pennypost.api.store.Draft;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Progress;

/** What becomes of messages being written. */
abstract class DraftContract {
    abstract StoreBench bench();

    private static AppendPlan plan(Mailbox mailbox, String subject) {
        return new AppendPlan(draft(mailbox, mail(subject)));
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void draftIsInvisibleUntilCommit() {
        Mailbox inbox = bench().inbox();
        Draft draft = inbox.draft(10);
        draft.append(octets("Subject: "));
        draft.append(octets("x\r\n"));
        draft.append(octets("\r\n"));
        assertThat(draft.size()).isEqualTo(14);
        assertThat(uids(inbox).isEmpty()).isTrue();
        AppendResult result = inbox.commit(List.of(new AppendPlan(draft)), Progress.NONE);
        assertThat(result.uidValidity()).isEqualTo(inbox.state().uidValidity());
        assertThat(result.modSeq()).isEqualTo(inbox.state().now().modSeq());
        assertThat(uids(inbox)).isEqualTo(result.uids());
        assertThat(text(inbox, result.uids().first(0))).isEqualTo("Subject: x\r\n\r\n");
        assertThat(bench().account().draft(draft.token())).isEmpty();
    }

    @Test
    void draftMayBeThrownAway() {
        Mailbox inbox = bench().inbox();
        Draft draft = draft(inbox, mail("gone"));
        draft.abort();
        draft.abort();
        assertThat(bench().account().draft(draft.token())).isEmpty();
        assertThat(uids(inbox).isEmpty()).isTrue();
    }

    @Test
    void draftIsTakenUpWhereItWasParked() {
        Mailbox inbox = bench().inbox();
        Draft draft = inbox.draft(-1);
        draft.append(octets("Subject: pa"));
        String token = draft.token();
        draft.park();
        draft.abort();
        inbox.close();
        Draft resumed = bench().account().draft(token).orElseThrow();
        assertThat(resumed.size()).isEqualTo(11);
        assertThat(resumed.token()).isEqualTo(token);
        resumed.append(octets("rked\r\n\r\n"));
        Mailbox other = bench().inbox();
        UidSet uids =
                other.commit(List.of(new AppendPlan(resumed)), Progress.NONE).uids();
        assertThat(text(other, uids.first(0))).isEqualTo("Subject: parked\r\n\r\n");
    }

    @Test
    void unknownDraftIsNone() {
        assertThat(bench().account().draft("nothing")).isEmpty();
        assertThat(bench().account().draft("../../etc/passwd")).isEmpty();
        assertThat(bench().account().draft("")).isEmpty();
    }

    @Test
    void severalDraftsBecomeVisibleTogetherInOrder() {
        Mailbox inbox = bench().inbox();
        AppendResult result =
                inbox.commit(List.of(plan(inbox, "1"), plan(inbox, "2"), plan(inbox, "3")), Progress.NONE);
        assertThat(result.uids().count()).isEqualTo(3);
        assertThat(text(inbox, result.uids().first(0))).isEqualTo(mail("1"));
        assertThat(text(inbox, result.uids().head(3).last(result.uids().ranges() - 1)))
                .isEqualTo(mail("3"));
    }

    @Test
    void draftOfAnotherMailboxIsCommittedHere() {
        MailboxName box = bench().create("box");
        Draft draft = draft(bench().inbox(), mail("elsewhere"));
        Mailbox target = bench().open(box, Access.UPDATE);
        UidSet uids =
                target.commit(List.of(new AppendPlan(draft)), Progress.NONE).uids();
        assertThat(text(target, uids.first(0))).isEqualTo(mail("elsewhere"));
    }

    @Test
    void newMessageTakesThePlaceOfAnOld() {
        Mailbox inbox = bench().inbox();
        long old = append(inbox, mail("old"));
        long before = inbox.state().now().modSeq();
        UidSet uids = inbox.commit(List.of(plan(inbox, "new").replacing(new Replaced(null, old, true))), Progress.NONE)
                .uids();
        assertThat(uids(inbox)).isEqualTo(uids);
        assertThat(inbox.changesSince(before).vanished()).isEqualTo(UidSet.of(old));
        assertThat(uids.first(0)).isGreaterThan(old);
    }

    @Test
    void oldMessageMayLieInAnotherMailbox() {
        Mailbox inbox = bench().inbox();
        MailboxId id = inbox.state().id();
        long old = append(inbox, mail("old"));
        long stays = append(inbox, mail("stays"));
        Mailbox box = bench().open(bench().create("box"), Access.UPDATE);
        UidSet uids = box.commit(List.of(plan(box, "new").replacing(new Replaced(id, old, true))), Progress.NONE)
                .uids();
        assertThat(uids(box)).isEqualTo(uids);
        assertThat(uids(inbox)).isEqualTo(UidSet.of(stays));
    }

    @Test
    void missingOldMessageMatters() {
        Mailbox inbox = bench().inbox();
        long stays = append(inbox, mail("stays"));
        AppendPlan strict = plan(inbox, "strict").replacing(new Replaced(null, stays + 9, true));
        AppendPlan first = plan(inbox, "first").replacing(new Replaced(null, stays, false));
        problem(Problem.NOT_FOUND, () -> inbox.commit(List.of(first, strict), Progress.NONE));
        assertThat(uids(inbox)).isEqualTo(UidSet.of(stays));
        assertThat(bench().account().draft(first.draft().token()))
                .as("the drafts are as before")
                .isPresent();
        AppendPlan lax = plan(inbox, "lax").replacing(new Replaced(null, stays + 9, false));
        UidSet uids = inbox.commit(List.of(first, lax), Progress.NONE).uids();
        assertThat(uids(inbox)).isEqualTo(uids);
        assertThat(uids.count()).isEqualTo(2);
    }

    @Test
    void interruptedCommitShowsNothing() {
        Mailbox inbox = bench().inbox();
        AppendPlan one = plan(inbox, "one");
        AppendPlan two = plan(inbox, "two");
        int[] ticks = {0};
        Progress once = (done, total) -> {
            if (++ticks[0] == 1) {
                CopyContract.NO_FURTHER.tick(done, total);
            }
        };
        try {
            inbox.commit(List.of(one, two), once);
            assertThat(ticks[0]).as("a short commit need not tick").isZero();
        } catch (org.pennypost.api.mail.MailException e) {
            assertThat(e.problem()).isEqualTo(Problem.UNAVAILABLE);
            assertThat(uids(inbox).isEmpty()).isTrue();
            inbox.commit(List.of(one, two), Progress.NONE);
        }
        assertThat(uids(inbox).count()).isEqualTo(2);
    }

    @Test
    void mailboxMayGoMeanwhile() {
        MailboxName box = bench().create("box");
        Mailbox mailbox = bench().open(box, Access.UPDATE);
        AppendPlan plan = plan(mailbox, "late");
        bench().account().delete(name("box"));
        problem(Problem.NOT_FOUND, () -> mailbox.commit(List.of(plan), Progress.NONE));
    }
}
