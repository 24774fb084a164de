// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pennypost.testkit.store.StoreBench.INBOX;
import static org.pennypost.testkit.store.StoreBench.append;
import static org.pennypost.testkit.store.StoreBench.mail;
import static org.pennypost.testkit.store.StoreBench.name;
import static org.pennypost.testkit.store.StoreBench.problem;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.Attributes;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.MaildropLock;
import org.pennypost.api.store.Need;
import org.pennypost.api.store.Progress;
import org.pennypost.api.store.StatusPlan;

/** What every account does besides keeping a tree. */
abstract class AccountContract {
    abstract StoreBench bench();

    @Test
    void settingsAreKeptAndRemoved() {
        bench().store().setting("hiding-keywords", "$Service");
        assertThat(bench().store().settings()).containsEntry("hiding-keywords", "$Service");
        bench().store().setting("hiding-keywords", "");
        assertThat(bench().store().settings()).doesNotContainKey("hiding-keywords");
    }

    @Test
    void firstNamespaceIsPersonal() {
        assertThat(bench().account().namespaces().get(0).kind().name()).isEqualTo("PERSONAL");
    }

    @Test
    void statusCounts() {
        Mailbox inbox = bench().inbox();
        append(inbox, mail("one"), Flag.SEEN);
        append(inbox, mail("two"), Flag.DELETED);
        append(inbox, mail("three"), Flag.of("$Media"));
        StatusPlan plan = new StatusPlan().count(new SearchQuery.Has(Flag.of("$media")));
        MailboxStatus status = bench().account().status(INBOX, plan);
        assertThat(status.numbers().messages()).isEqualTo(3);
        assertThat(status.numbers().unseen()).isEqualTo(2);
        assertThat(status.numbers().deleted()).isEqualTo(1);
        assertThat(status.numbers().uidNext())
                .isGreaterThan(inbox.state().now().uids().last());
        assertThat(status.numbers().uidValidity()).isEqualTo(inbox.state().uidValidity());
        assertThat(status.numbers().modSeq()).isEqualTo(inbox.state().now().modSeq());
        assertThat(status.id()).isEqualTo(inbox.state().id());
        assertThat(status.counts().values()).containsExactly(1L);
    }

    @Test
    void statusSumsSizesAndFindsTheOldest() {
        Mailbox inbox = bench().inbox();
        StatusPlan plan = new StatusPlan().needs(Need.SIZES, Need.DATES);
        assertThat(bench().account().status(INBOX, plan).size()).isZero();
        assertThat(bench().account().status(INBOX, plan).oldest()).isEmpty();
        long day = LocalDate.of(2002, 2, 23).atTime(7, 59, 42).toEpochSecond(ZoneOffset.UTC);
        append(inbox, mail("new"));
        inbox.commit(List.of(new AppendPlan(StoreBench.draft(inbox, mail("old"))).internalDate(day)), Progress.NONE);
        MailboxStatus status = bench().account().status(INBOX, plan);
        assertThat(status.size()).isEqualTo(mail("new").length() + mail("old").length());
        assertThat(status.oldest()).hasValue(day);
        assertThat(inbox.status(plan).size()).isEqualTo(status.size());
    }

    @Test
    void statusOfNothingIsNotFound() {
        problem(Problem.NOT_FOUND, () -> bench().account().status(name("missing"), new StatusPlan()));
    }

    @Test
    void openOfNothingIsNotFound() {
        for (Access access : Access.values()) {
            problem(Problem.NOT_FOUND, () -> bench().open(name("missing"), access));
        }
    }

    @Test
    void maildropIsTakenByOneAtATime() {
        MaildropLock lock = bench().account().lockMaildrop(null);
        MailAccount other = bench().account();
        problem(Problem.IN_USE, () -> other.lockMaildrop(null));
        append(bench().inbox(), mail("meanwhile"));
        lock.release();
        lock.release();
        MaildropLock next = other.lockMaildrop(null);
        assertThat(next.token()).isNotEqualTo(lock.token());
        lock.release();
        problem(Problem.IN_USE, () -> bench().account().lockMaildrop(null));
        next.release();
    }

    @Test
    void maildropIsTakenUpByItsToken() {
        MaildropLock lock = bench().account().lockMaildrop(null);
        MaildropLock resumed = bench().account().lockMaildrop(lock.token());
        assertThat(resumed.token()).isEqualTo(lock.token());
        problem(Problem.IN_USE, () -> bench().account().lockMaildrop(null));
        resumed.release();
        bench().account().lockMaildrop(null).release();
    }

    @Test
    void attributesStayWithTheMailbox() {
        MailboxName box = bench().create("box");
        Attributes attributes = bench().account().facet(Attributes.class).orElseThrow();
        assertThat(attributes.all(box)).isEmpty();
        attributes.set(box, "/shared/comment", octets("first\r\nsecond"));
        assertThat(attributes.get(box, "/SHARED/Comment")).hasValueSatisfying(AccountContract::isTwoLines);
        bench().account().rename(box, name("renamed"));
        assertThat(attributes.get(name("renamed"), "/shared/comment")).hasValueSatisfying(AccountContract::isTwoLines);
        assertThat(attributes.all(name("renamed"))).hasSize(1);
        attributes.set(name("renamed"), "/shared/comment", null);
        assertThat(attributes.get(name("renamed"), "/shared/comment")).isEmpty();
        problem(Problem.NOT_FOUND, () -> attributes.set(name("missing"), "/shared/comment", octets("x")));
    }

    @Test
    void attributesGoWithTheMailbox() {
        MailboxName box = bench().create("box");
        Attributes attributes = bench().account().facet(Attributes.class).orElseThrow();
        attributes.set(box, "/private/class", octets("IPF.Contact"));
        bench().account().delete(box);
        bench().create("box");
        assertThat(attributes.all(box)).isEmpty();
    }

    @Test
    void closingTheAccountClosesItsMailboxes() {
        MailAccount account = bench().account();
        Mailbox mailbox = account.open(INBOX, Access.UPDATE, Bell.SILENT);
        account.close();
        account.close();
        problem(Problem.UNAVAILABLE, mailbox::state);
    }

    private static void isTwoLines(byte[] value) {
        assertThat(value).isEqualTo(octets("first\r\nsecond"));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
