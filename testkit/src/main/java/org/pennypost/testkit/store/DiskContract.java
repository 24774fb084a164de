// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pennypost.testkit.store.StoreBench.INBOX;
import static org.pennypost.testkit.store.StoreBench.append;
import static org.pennypost.testkit.store.StoreBench.fill;
import static org.pennypost.testkit.store.StoreBench.flags;
import static org.pennypost.testkit.store.StoreBench.mail;
import static org.pennypost.testkit.store.StoreBench.meta;
import static org.pennypost.testkit.store.StoreBench.name;
import static org.pennypost.testkit.store.StoreBench.text;
import static org.pennypost.testkit.store.StoreBench.uids;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.SpecialUse;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.api.store.Draft;
import org.pennypost.api.store.MailStore;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MailboxState;
import org.pennypost.api.store.Progress;

/** What holds for stores that keep mail where it outlives them, and where others write. */
abstract class DiskContract {
    abstract StoreBench bench();

    abstract MailStore reopened();

    abstract ForeignWriter foreigner();

    private void restart() {
        bench().restart(reopened());
    }

    @Test
    void whoComesSeesWhatWasDeliveredSinceTheLastOneLeft() {
        Mailbox first = bench().inbox();
        append(first, mail("first"));
        first.close();
        foreigner().deliver(bench().user(), INBOX, mail("delivered").getBytes(StandardCharsets.US_ASCII));
        assertThat(bench().inbox().state().now().uids().size()).isEqualTo(2);
    }

    @Test
    void mailOutlivesTheStore() {
        Mailbox inbox = bench().inbox();
        UidSet gone = fill(inbox, 3);
        long uid = append(inbox, mail("kept"), Flag.SEEN, Flag.of("Work"));
        inbox.expunge(gone, false, Progress.NONE);
        MailboxState before = inbox.state();
        long modSeq = meta(inbox, uid).modSeq();
        long date = meta(inbox, uid).internalDate();
        restart();
        Mailbox after = bench().inbox();
        assertThat(uids(after)).isEqualTo(UidSet.of(uid));
        assertThat(text(after, uid)).isEqualTo(mail("kept"));
        assertThat(flags(after, uid)).isEqualTo(Flags.of(Flag.SEEN, Flag.of("Work")));
        assertThat(meta(after, uid).internalDate()).isEqualTo(date);
        assertThat(meta(after, uid).modSeq()).isEqualTo(modSeq);
        assertThat(after.state().id()).isEqualTo(before.id());
        assertThat(after.state().uidValidity()).isEqualTo(before.uidValidity());
        assertThat(after.state().now().uidNext()).isEqualTo(before.now().uidNext());
        assertThat(after.state().now().modSeq())
                .isGreaterThanOrEqualTo(before.now().modSeq());
        assertThat(append(after, mail("next"))).isGreaterThan(uid);
    }

    @Test
    void treeOutlivesTheStore() {
        bench().account().create(name("a/b"), new CreatePlan().use(SpecialUse.SENT));
        bench().account().subscribe(name("a/b"), true);
        bench().store().setting("test", "kept");
        restart();
        var entry = bench().account().list().stream()
                .filter(each -> each.name().equals(name("a/b")))
                .findFirst()
                .orElseThrow();
        assertThat(entry.subscribed()).isTrue();
        assertThat(entry.uses()).containsExactly(SpecialUse.SENT);
        assertThat(bench().store().settings()).containsEntry("test", "kept");
    }

    @Test
    void historyOutlivesTheStore() {
        Mailbox inbox = bench().inbox();
        UidSet uids = fill(inbox, 5);
        long modSeq = inbox.state().now().modSeq();
        inbox.expunge(UidSet.of(uids.first(0)), false, Progress.NONE);
        restart();
        var delta = bench().inbox().changesSince(modSeq);
        if (delta.complete()) {
            assertThat(delta.vanished()).isEqualTo(UidSet.of(uids.first(0)));
        }
        assertThat(delta.uids().toSet()).isEqualTo(uids.minus(UidSet.of(uids.first(0))));
    }

    @Test
    void recentOutlivesTheStore() {
        UidSet told = fill(bench().inbox(), 2);
        assertThat(bench().open(INBOX, Access.SELECT).state().recent()).isEqualTo(told);
        UidSet untold = fill(bench().inbox(), 1);
        restart();
        assertThat(bench().open(INBOX, Access.SELECT).state().recent()).isEqualTo(untold);
    }

    @Test
    void parkedDraftOutlivesTheStore() {
        Draft draft = bench().inbox().draft(-1);
        draft.append(ByteBuffer.wrap("Subject: half".getBytes(StandardCharsets.US_ASCII)));
        String token = draft.token();
        draft.park();
        restart();
        Draft resumed = bench().account().draft(token).orElseThrow();
        assertThat(resumed.size()).isEqualTo(13);
        resumed.append(ByteBuffer.wrap("\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        Mailbox inbox = bench().inbox();
        UidSet uids =
                inbox.commit(List.of(new AppendPlan(resumed)), Progress.NONE).uids();
        assertThat(text(inbox, uids.first(0))).isEqualTo("Subject: half\r\n\r\n");
    }

    @Test
    void foreignDeliveryArrives() {
        ForeignWriter foreigner = foreigner();
        Mailbox inbox = bench().open(INBOX, Access.SELECT);
        long own = append(bench().inbox(), mail("own"));
        long modSeq = inbox.changesSince(0).modSeq();
        foreigner.deliver(bench().user(), INBOX, mail("foreign").getBytes(StandardCharsets.US_ASCII));
        await().atMost(5, TimeUnit.SECONDS)
                .until(() -> inbox.changesSince(modSeq).uids().size() == 2);
        long uid = inbox.state().now().uids().last();
        assertThat(uid).isGreaterThan(own);
        assertThat(text(inbox, uid)).isEqualTo(mail("foreign"));
        assertThat(inbox.changesSince(modSeq).changed()).isEqualTo(UidSet.of(uid));
        assertThat(inbox.state().recent().contains(uid)).isTrue();
    }

    @Test
    void foreignFlagsAndRemovalsAreNoticed() {
        ForeignWriter foreigner = foreigner();
        Mailbox inbox = bench().open(INBOX, Access.SELECT);
        long read = append(bench().inbox(), mail("to be read"));
        long gone = append(bench().inbox(), mail("to be removed"));
        long modSeq = inbox.changesSince(0).modSeq();
        foreigner.markSeen(bench().user(), INBOX, "this is to be read");
        foreigner.remove(bench().user(), INBOX, "this is to be removed");
        await().atMost(10, TimeUnit.SECONDS).until(() -> {
            var delta = inbox.changesSince(modSeq);
            return delta.changed().contains(read) && delta.vanished().contains(gone);
        });
        assertThat(flags(inbox, read)).isEqualTo(Flags.of(Flag.SEEN));
        assertThat(uids(inbox)).isEqualTo(UidSet.of(read));
    }

    @Test
    void bellRingsForForeignDelivery() {
        ForeignWriter foreigner = foreigner();
        var rings = new java.util.concurrent.atomic.AtomicInteger();
        bench().account().open(INBOX, Access.SELECT, (id, modSeq) -> rings.incrementAndGet());
        foreigner.deliver(bench().user(), INBOX, mail("foreign").getBytes(StandardCharsets.US_ASCII));
        await().atMost(5, TimeUnit.SECONDS).until(() -> rings.get() > 0);
    }
}
