// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pennypost.testkit.store.StoreBench.INBOX;
import static org.pennypost.testkit.store.StoreBench.append;
import static org.pennypost.testkit.store.StoreBench.draft;
import static org.pennypost.testkit.store.StoreBench.fill;
import static org.pennypost.testkit.store.StoreBench.flags;
import static org.pennypost.testkit.store.StoreBench.mail;
import static org.pennypost.testkit.store.StoreBench.meta;
import static org.pennypost.testkit.store.StoreBench.problem;
import static org.pennypost.testkit.store.StoreBench.text;
import static org.pennypost.testkit.store.StoreBench.uids;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.FlagChange;
import org.pennypost.api.mail.FlagChange.Mode;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.search.SearchQuery.And;
import org.pennypost.api.search.SearchQuery.Has;
import org.pennypost.api.search.SearchQuery.Not;
import org.pennypost.api.search.SearchQuery.Or;
import org.pennypost.api.search.SearchQuery.Received;
import org.pennypost.api.search.SearchQuery.Uids;
import org.pennypost.api.search.SearchQuery.When;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.Candidates;
import org.pennypost.api.store.CopyPlan;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.FlagsResult;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MemoKey;
import org.pennypost.api.store.Message;
import org.pennypost.api.store.Progress;
import org.pennypost.api.store.StorePlan;

/** What every mailbox does with the messages it holds. */
abstract class MailboxContract {
    abstract StoreBench bench();

    private static FlagsResult store(Mailbox mailbox, UidSet uids, Mode mode, Flag... flags) {
        return mailbox.setFlags(new StorePlan(uids, new FlagChange(mode, Flags.of(flags))), Progress.NONE);
    }

    @Test
    void messageComesBackInWireForm() {
        Mailbox inbox = bench().inbox();
        long uid = append(inbox, mail("wire"));
        assertThat(text(inbox, uid)).isEqualTo(mail("wire"));
        assertThat(meta(inbox, uid).size()).isEqualTo(mail("wire").length());
        long bare = append(inbox, "Subject: x\n\nline\nlast without end");
        assertThat(text(inbox, bare)).isEqualTo("Subject: x\r\n\r\nline\r\nlast without end");
        assertThat(meta(inbox, bare).size()).isEqualTo(text(inbox, bare).length());
        long eight = append(inbox, "Subject: \u00e4\u00ff\r\n\r\n\u0080\r\n");
        assertThat(text(inbox, eight)).isEqualTo("Subject: \u00e4\u00ff\r\n\r\n\u0080\r\n");
    }

    @Test
    void contentIsReadFromAnyOffset() throws Exception {
        Mailbox inbox = bench().inbox();
        String text = mail("x".repeat(70)).repeat(2000);
        long uid = append(inbox, text.replace("\r\n", "\n"));
        try (var content = StoreBench.message(inbox, uid).content()) {
            assertThat(content.length()).isEqualTo(text.length());
            for (long offset : new long[] {0, 1, text.length() - 1, text.length() / 2, 17, text.length() / 3 * 2}) {
                ByteBuffer one = ByteBuffer.allocate(1);
                assertThat(content.read(offset, one)).isEqualTo(1);
                assertThat((char) one.get(0)).isEqualTo(text.charAt((int) offset));
            }
        }
    }

    @Test
    void contentIsReadOnAfterTheMessageHasGone() {
        Mailbox inbox = bench().inbox();
        long uid = append(inbox, mail("going"));
        Message message = StoreBench.message(inbox, uid);
        try (var content = message.content()) {
            inbox.expunge(UidSet.of(uid), false, Progress.NONE);
            assertThat(text(content)).isEqualTo(mail("going"));
        }
    }

    @Test
    void uidsAscendAndAreNeverUsedAgain() {
        Mailbox inbox = bench().inbox();
        UidSet first = fill(inbox, 3);
        long next = inbox.state().now().uidNext();
        assertThat(next).isGreaterThan(inbox.state().now().uids().last());
        inbox.expunge(first, false, Progress.NONE);
        assertThat(uids(inbox).isEmpty()).isTrue();
        assertThat(inbox.state().now().uidNext()).isGreaterThanOrEqualTo(next);
        assertThat(append(inbox, mail("later"))).isGreaterThanOrEqualTo(next);
    }

    @Test
    void flagsKeywordsAndDateAreKept() {
        Mailbox inbox = bench().inbox();
        Flags flags = Flags.of(Flag.SEEN, Flag.DRAFT, Flag.of("$Forwarded"), Flag.of("Zoe"));
        inbox.commit(
                List.of(new AppendPlan(draft(inbox, mail("dated"))).flags(flags).internalDate(1_014_451_182)),
                Progress.NONE);
        long uid = inbox.state().now().uids().last();
        assertThat(flags(inbox, uid)).isEqualTo(flags);
        assertThat(meta(inbox, uid).internalDate()).isEqualTo(1_014_451_182);
        assertThat(inbox.state().keywords().used().keywords()).contains(Flag.of("$Forwarded"), Flag.of("zoe"));
        assertThat(inbox.state().keywords().open()).isTrue();
    }

    @Test
    void dateOfAMessageWithoutOneIsNow() {
        Mailbox inbox = bench().inbox();
        long before = Instant.now().getEpochSecond();
        long uid = append(inbox, mail("now"));
        assertThat(meta(inbox, uid).internalDate())
                .isBetween(before - 1, Instant.now().getEpochSecond() + 1);
    }

    @Test
    void messagesComeInOrderAndWithoutThoseThatAreNotThere() {
        Mailbox inbox = bench().inbox();
        UidSet uids = fill(inbox, 10);
        inbox.expunge(UidSet.of(uids.first(0) + 4), false, Progress.NONE);
        List<Message> messages =
                inbox.messages(UidSet.range(uids.first(0) + 2, uids.last(0) + 100), new FetchPlan(UidSet.EMPTY));
        assertThat(messages)
                .extracting(message -> message.meta().uid())
                .isSorted()
                .hasSize(7);
    }

    @Test
    void messagesAreLeftOutByModSeq() {
        Mailbox inbox = bench().inbox();
        UidSet uids = fill(inbox, 3);
        long modSeq = inbox.state().now().modSeq();
        store(inbox, UidSet.of(uids.first(0)), Mode.ADD, Flag.SEEN);
        assertThat(inbox.messages(uids, new FetchPlan(uids).changedSince(modSeq)))
                .extracting(message -> message.meta().uid())
                .containsExactly(uids.first(0));
    }

    @Test
    void flagsAreAddedTakenAwayAndReplaced() {
        Mailbox inbox = bench().inbox();
        long uid = append(inbox, mail("flags"), Flag.SEEN);
        UidSet one = UidSet.of(uid);
        store(inbox, one, Mode.ADD, Flag.FLAGGED, Flag.of("Work"));
        assertThat(flags(inbox, uid)).isEqualTo(Flags.of(Flag.SEEN, Flag.FLAGGED, Flag.of("work")));
        store(inbox, one, Mode.REMOVE, Flag.SEEN, Flag.ANSWERED);
        assertThat(flags(inbox, uid)).isEqualTo(Flags.of(Flag.FLAGGED, Flag.of("work")));
        store(inbox, one, Mode.REPLACE, Flag.DELETED);
        assertThat(flags(inbox, uid)).isEqualTo(Flags.of(Flag.DELETED));
        store(inbox, one, Mode.REPLACE);
        assertThat(flags(inbox, uid)).isEqualTo(Flags.NONE);
        assertThat(flags(bench().open(INBOX, Access.EXAMINE), uid)).isEqualTo(Flags.NONE);
    }

    @Test
    void modSeqGrowsWithEachChangeAndOnlyThen() {
        Mailbox inbox = bench().inbox();
        UidSet uids = fill(inbox, 2);
        long before = inbox.state().now().modSeq();
        FlagsResult changed = store(inbox, uids, Mode.ADD, Flag.SEEN);
        assertThat(changed.changed()).isEqualTo(uids);
        assertThat(changed.modSeq())
                .isGreaterThan(before)
                .isEqualTo(inbox.state().now().modSeq());
        assertThat(meta(inbox, uids.last(0)).modSeq()).isBetween(before + 1, changed.modSeq());
        FlagsResult same = store(inbox, uids, Mode.ADD, Flag.SEEN);
        assertThat(same.changed()).isEqualTo(uids);
        assertThat(same.modSeq()).isEqualTo(changed.modSeq());
        assertThat(meta(inbox, uids.first(0)).modSeq()).isBetween(before + 1, changed.modSeq());
        store(inbox, UidSet.of(uids.last(0) + 50), Mode.ADD, Flag.DRAFT);
        assertThat(inbox.state().now().modSeq()).isEqualTo(changed.modSeq());
    }

    @Test
    void messagesChangedMeanwhileAreSpared() {
        Mailbox inbox = bench().inbox();
        UidSet uids = fill(inbox, 3);
        long known = inbox.state().now().modSeq();
        UidSet touched = UidSet.of(uids.first(0) + 1);
        store(inbox, touched, Mode.ADD, Flag.SEEN);
        FlagsResult result = inbox.setFlags(
                new StorePlan(uids, new FlagChange(Mode.ADD, Flags.of(Flag.FLAGGED))).unchangedSince(known),
                Progress.NONE);
        assertThat(result.spared()).isEqualTo(touched);
        assertThat(result.changed()).isEqualTo(uids.minus(touched));
        assertThat(flags(inbox, touched.first(0))).isEqualTo(Flags.of(Flag.SEEN));
        assertThat(flags(inbox, uids.first(0))).isEqualTo(Flags.of(Flag.FLAGGED));
    }

    @Test
    void expungeTakesTheDeletedOfTheSetOnly() {
        Mailbox inbox = bench().inbox();
        UidSet uids = fill(inbox, 5);
        long first = uids.first(0);
        store(inbox, UidSet.of(first, first + 1, first + 3), Mode.ADD, Flag.DELETED);
        assertThat(inbox.expunge(UidSet.of(first + 1, first + 2, first + 90), true, Progress.NONE))
                .isEqualTo(UidSet.of(first + 1));
        assertThat(inbox.expunge(UidSet.ALL, true, Progress.NONE)).isEqualTo(UidSet.of(first, first + 3));
        assertThat(inbox.expunge(UidSet.ALL, true, Progress.NONE)).isEqualTo(UidSet.EMPTY);
        assertThat(inbox.expunge(UidSet.of(first + 2), false, Progress.NONE)).isEqualTo(UidSet.of(first + 2));
        assertThat(uids(inbox)).isEqualTo(UidSet.of(first + 4));
    }

    @Test
    void whoLooksChangesNothing() {
        UidSet uids = fill(bench().inbox(), 1);
        Mailbox examined = bench().open(INBOX, Access.EXAMINE);
        problem(Problem.NO_PERMISSION, () -> store(examined, uids, Mode.ADD, Flag.SEEN));
        problem(Problem.NO_PERMISSION, () -> examined.expunge(uids, false, Progress.NONE));
        problem(Problem.NO_PERMISSION, () -> examined.copy(new CopyPlan(uids, INBOX, true), Progress.NONE));
        problem(Problem.NO_PERMISSION, () -> examined.draft(-1));
        assertThat(examined.copy(new CopyPlan(uids, bench().create("box"), false), Progress.NONE)
                        .uids()
                        .size())
                .isEqualTo(1);
    }

    @Test
    void searchDecidesByMetadata() {
        Mailbox inbox = bench().inbox();
        long seen = append(inbox, mail("a"), Flag.SEEN);
        long big = append(inbox, mail("b".repeat(2000)));
        long modSeq = inbox.state().now().modSeq();
        long word = append(inbox, mail("c"), Flag.of("Word"));
        assertThat(matches(inbox, SearchQuery.ALL)).isEqualTo(UidSet.of(seen, big, word));
        assertThat(matches(inbox, new Has(Flag.SEEN))).isEqualTo(UidSet.of(seen));
        assertThat(matches(inbox, new Not(new Has(Flag.of("WORD"))))).isEqualTo(UidSet.of(seen, big));
        assertThat(matches(inbox, new SearchQuery.Larger(2000))).isEqualTo(UidSet.of(big));
        assertThat(matches(inbox, new SearchQuery.Smaller(2000))).isEqualTo(UidSet.of(seen, word));
        assertThat(matches(inbox, new SearchQuery.ModSeq(modSeq + 1))).isEqualTo(UidSet.of(word));
        assertThat(matches(inbox, new Or(new Has(Flag.SEEN), new Uids(UidSet.of(word)))))
                .isEqualTo(UidSet.of(seen, word));
        assertThat(matches(inbox, new And(List.of(new Has(Flag.SEEN), new Uids(UidSet.of(word))))))
                .isEqualTo(UidSet.EMPTY);
    }

    @Test
    void searchDecidesByDate() {
        Mailbox inbox = bench().inbox();
        LocalDate day = LocalDate.of(2002, 2, 23);
        long noon = day.atTime(12, 0).atZone(ZoneId.systemDefault()).toEpochSecond();
        UidSet old = inbox.commit(List.of(new AppendPlan(draft(inbox, mail("old"))).internalDate(noon)), Progress.NONE)
                .uids();
        UidSet now = UidSet.of(append(inbox, mail("now")));
        assertThat(matches(inbox, new Received(When.ON, day))).isEqualTo(old);
        assertThat(matches(inbox, new Received(When.BEFORE, day))).isEqualTo(UidSet.EMPTY);
        assertThat(matches(inbox, new Received(When.BEFORE, day.plusDays(1)))).isEqualTo(old);
        assertThat(matches(inbox, new Received(When.SINCE, day.plusDays(1)))).isEqualTo(now);
        assertThat(matches(inbox, new SearchQuery.ReceivedFrom(noon))).isEqualTo(old.union(now));
        assertThat(matches(inbox, new SearchQuery.ReceivedFrom(noon + 1))).isEqualTo(now);
    }

    @Test
    void searchLeavesTextToTheCaller() {
        Mailbox inbox = bench().inbox();
        UidSet seen = UidSet.of(append(inbox, mail("a"), Flag.SEEN));
        UidSet other = UidSet.of(append(inbox, mail("b")));
        SearchQuery subject = new SearchQuery.Header("Subject", "a");
        Candidates or = inbox.search(new Or(new Has(Flag.SEEN), subject), Progress.NONE);
        assertThat(or.matches().union(or.open())).isEqualTo(seen.union(other));
        assertThat(or.open().intersect(other)).isEqualTo(other);
        Candidates and = inbox.search(new And(List.of(new Has(Flag.SEEN), subject)), Progress.NONE);
        assertThat(and.matches()).isEqualTo(UidSet.EMPTY);
        assertThat(and.open()).isEqualTo(seen);
        Candidates none = inbox.search(new And(List.of(new Has(Flag.DRAFT), subject)), Progress.NONE);
        assertThat(none.open()).isEqualTo(UidSet.EMPTY);
    }

    private static UidSet matches(Mailbox mailbox, SearchQuery query) {
        Candidates found = mailbox.search(query, Progress.NONE);
        assertThat(found.open()).as("metadata decides %s", query).isEqualTo(UidSet.EMPTY);
        return found.matches();
    }

    @Test
    void memosAreColumns() {
        Mailbox inbox = bench().inbox();
        UidSet uids = fill(inbox, 2);
        MemoKey key = new MemoKey("test.memo", 1, "");
        inbox.remember(key, Map.of(uids.first(0), new byte[] {1, 2}, uids.last(0), new byte[MemoKey.VALUE_LIMIT + 1]));
        Assumptions.assumeTrue(memo(inbox, uids.first(0), key).isPresent(), "the store keeps no memos");
        assertThat(memo(inbox, uids.first(0), key).orElseThrow()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(memo(inbox, uids.last(0), key)).isEmpty();
        assertThat(memo(inbox, uids.first(0), new MemoKey("test.memo", 2, ""))).isEmpty();
        assertThat(memo(inbox, uids.first(0), new MemoKey("test.memo", 1, "rev1")))
                .isEmpty();
        assertThat(StoreBench.message(inbox, uids.first(0)).memo(key))
                .as("not in the plan")
                .isEmpty();
        var box = bench().create("box");
        inbox.copy(new CopyPlan(uids, box, false), Progress.NONE);
        Mailbox copies = bench().open(box, Access.UPDATE);
        assertThat(memo(copies, uids(copies).first(0), key)).hasValue(ByteBuffer.wrap(new byte[] {1, 2}));
    }

    private static Optional<ByteBuffer> memo(Mailbox mailbox, long uid, MemoKey key) {
        return mailbox.messages(UidSet.of(uid), new FetchPlan(UidSet.of(uid)).memo(key))
                .get(0)
                .memo(key);
    }
}
