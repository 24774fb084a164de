// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.api.store.Draft;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MailboxState;
import org.pennypost.api.store.Progress;
import org.pennypost.maildir.disk.FsyncPolicy;

/** What a crash or somebody else left behind is put right, or told. */
class DamageTest {
    @TempDir
    Path top;

    private Path maildir;
    private MaildirStore store;
    private MailAccount account;

    @BeforeEach
    void open() {
        maildir = top.resolve("anna/Maildir");
        store = new MaildirStore(
                new MaildirStore.Settings(
                        "maildir:" + top + "/%u/Maildir", FsyncPolicy.NEVER, MaildirStore.Naming.AUTO, true, top),
                InstantSource.system());
        account = store.open(Identity.of("anna"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        open();
    }

    private static UidSet append(Mailbox mailbox, int count) {
        List<AppendPlan> plans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Draft draft = mailbox.draft(-1);
            draft.append(ByteBuffer.wrap(("Subject: " + i + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
            plans.add(new AppendPlan(draft).flags(Flags.of(Flag.FLAGGED, Flag.of("word"))));
        }
        return mailbox.commit(plans, Progress.NONE).uids();
    }

    @Test
    void aLinkToWhatIsNoMaildirMakesNone() throws IOException {
        Path foreign = Files.createDirectories(top.resolve("foreign"));
        account.create(MailboxName.of(List.of("A")), new CreatePlan());
        Files.createSymbolicLink(maildir.resolve(".link"), foreign);
        assertThatThrownBy(() -> account.open(MailboxName.of(List.of("link")), Access.SELECT, Bell.SILENT))
                .isInstanceOf(MailException.class);
        assertThat(foreign).isEmptyDirectory();
    }

    @Test
    void anIndexCutAnywhereCostsNothingButTime() throws IOException {
        MailboxState before;
        try (Mailbox inbox = account.open(MailboxName.INBOX, Access.UPDATE, Bell.SILENT)) {
            append(inbox, 4);
            inbox.expunge(UidSet.of(2), false, Progress.NONE);
            before = inbox.state();
        }
        store.close();
        Path index = maildir.resolve("pennypost.index");
        byte[] whole = Files.readAllBytes(index);
        for (int cut = 0; cut < whole.length; cut += 7) {
            Files.write(index, Arrays.copyOf(whole, cut));
            open();
            try (Mailbox inbox = account.open(MailboxName.INBOX, Access.UPDATE, Bell.SILENT)) {
                MailboxState after = inbox.state();
                assertThat(after.now().uids().toSet()).as("cut at %d", cut).hasToString("1,3:4");
                assertThat(after.now().uidNext()).as("cut at %d", cut).isEqualTo(5);
                assertThat(after.now().modSeq())
                        .isGreaterThanOrEqualTo(before.now().modSeq());
                assertThat(after.uidValidity()).isEqualTo(before.uidValidity());
                assertThat(inbox.messages(UidSet.of(3), new FetchPlan(UidSet.ALL))
                                .get(0)
                                .meta()
                                .flags())
                        .isEqualTo(Flags.of(Flag.FLAGGED, Flag.of("word")));
            }
            store.close();
        }
    }

    @Test
    void anIndexFullOfRubbishIsMadeAnew() throws IOException {
        try (Mailbox inbox = account.open(MailboxName.INBOX, Access.UPDATE, Bell.SILENT)) {
            append(inbox, 3);
        }
        store.close();
        Path index = maildir.resolve("pennypost.index");
        byte[] octets = Files.readAllBytes(index);
        for (int i = 0; i < octets.length; i += 11) {
            byte[] bad = octets.clone();
            bad[i] ^= 0x55;
            Files.write(index, bad);
            open();
            try (Mailbox inbox = account.open(MailboxName.INBOX, Access.EXAMINE, Bell.SILENT)) {
                assertThat(inbox.state().now().uids().toSet()).as("octet %d", i).hasToString("1:3");
            }
            store.close();
        }
    }

    @Test
    void whatWasBegunTogetherIsFinishedTogether() throws IOException {
        account.create(MailboxName.of(List.of("A")), new CreatePlan());
        try (Mailbox inbox = account.open(MailboxName.INBOX, Access.UPDATE, Bell.SILENT)) {
            append(inbox, 1);
        }
        String old;
        try (var files = Files.list(maildir.resolve("cur"))) {
            old = files.findFirst().orElseThrow().getFileName().toString();
        }
        store.close();
        // as a crash leaves it: one of two messages has its name, the one they replace is still there
        Files.writeString(maildir.resolve(".A/cur/1.one:2,"), "a: b\r\n\r\n1");
        Files.writeString(maildir.resolve(".A/tmp/2.two"), "a: b\r\n\r\n2");
        Files.writeString(
                maildir.resolve(".A/pennypost.intent"),
                "gone\t" + maildir + "\t" + old.substring(0, old.indexOf(':'))
                        + "\nfile\t1.one\t1.one:2,\nfile\t2.two\t2.two:2,S\nend\n");
        open();
        try (Mailbox a = account.open(MailboxName.of(List.of("A")), Access.UPDATE, Bell.SILENT);
                Mailbox inbox = account.open(MailboxName.INBOX, Access.UPDATE, Bell.SILENT)) {
            assertThat(a.state().now().uids().size()).isEqualTo(2);
            assertThat(inbox.state().now().uids().size()).isZero();
        }
        assertThat(maildir.resolve(".A/pennypost.intent")).doesNotExist();
    }

    @Test
    void whatWasNotBegunDoesNotHappen() throws IOException {
        Files.writeString(maildir.resolve("tmp/2.two"), "a: b\r\n\r\n2");
        Files.writeString(maildir.resolve("pennypost.intent"), "file\t2.two\t2.two:2,S\n");
        try (Mailbox inbox = account.open(MailboxName.INBOX, Access.UPDATE, Bell.SILENT)) {
            assertThat(inbox.state().now().uids().size()).isZero();
        }
    }

    @Test
    void anUnreadableUidListIsPutAside() throws IOException {
        long validity;
        try (Mailbox inbox = account.open(MailboxName.INBOX, Access.UPDATE, Bell.SILENT)) {
            append(inbox, 2);
            validity = inbox.state().uidValidity();
        }
        Files.writeString(maildir.resolve("dovecot-uidlist"), "rubbish");
        reopen();
        try (Mailbox inbox = account.open(MailboxName.INBOX, Access.UPDATE, Bell.SILENT)) {
            assertThat(inbox.state().now().uids().toSet()).hasToString("1:2");
            assertThat(inbox.state().uidValidity()).isGreaterThan(validity);
        }
    }

    @Test
    void oneUnreadableMessageIsOneBadMessage() throws IOException {
        try (Mailbox inbox = account.open(MailboxName.INBOX, Access.UPDATE, Bell.SILENT)) {
            append(inbox, 2);
            Path bad;
            try (var files = Files.list(maildir.resolve("cur"))) {
                bad = files.sorted().findFirst().orElseThrow();
            }
            Files.delete(bad);
            Files.createDirectory(bad);
            var messages = inbox.messages(UidSet.ALL, new FetchPlan(UidSet.ALL));
            assertThatThrownBy(() -> messages.get(0).content()).isInstanceOf(MailException.class);
            messages.get(1).content().close();
        }
    }

    @Test
    void anInterruptedThreadHarmsNobody() {
        try (Mailbox inbox = account.open(MailboxName.INBOX, Access.UPDATE, Bell.SILENT)) {
            append(inbox, 2);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> append(inbox, 1)).isInstanceOf(MailException.class);
            assertThat(Thread.interrupted()).isTrue();
            append(inbox, 1);
            assertThat(inbox.state().now().uids().size()).isEqualTo(3);
            inbox.messages(UidSet.ALL, new FetchPlan(UidSet.ALL))
                    .forEach(message -> message.content().close());
        }
    }

    @Test
    void linksOutOfTheTreeAreNotEmptied() throws IOException {
        Path outside = top.resolve("outside");
        Files.createDirectories(outside.resolve("cur"));
        Files.writeString(outside.resolve("cur/precious"), "x");
        Files.createSymbolicLink(maildir.resolve(".L"), outside);
        account.delete(MailboxName.of(List.of("L")));
        assertThat(outside.resolve("cur/precious")).exists();
        assertThat(maildir.resolve(".L")).doesNotExist();
    }
}
