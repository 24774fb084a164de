// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.CopyPlan;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Message;
import org.pennypost.api.store.Progress;
import org.pennypost.maildir.disk.FsyncPolicy;

/** What is no regular file in cur/ keeps its UID, as Dovecot gives it one, and is never opened. */
class ForeignFilesTest {
    private static final MailboxName TARGET = MailboxName.of(List.of("A"));

    @TempDir
    Path top;

    private Path cur;
    private MaildirStore store;
    private MailAccount account;

    @BeforeEach
    void open() throws IOException {
        cur = Files.createDirectories(top.resolve("anna/Maildir/cur"));
        store = new MaildirStore(
                new MaildirStore.Settings(
                        "maildir:" + top + "/%u/Maildir", FsyncPolicy.NEVER, MaildirStore.Naming.AUTO, true, top),
                InstantSource.system());
        account = store.open(Identity.of("anna"));
        account.create(TARGET, new CreatePlan());
        Files.writeString(cur.resolve("1.good.host:2,"), "Subject: good\r\n\r\nbody\r\n");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void onlyTheFirstCanBeRead() throws IOException {
        try (Mailbox inbox = account.open(MailboxName.INBOX, Access.SELECT, Bell.SILENT)) {
            List<Message> messages = inbox.messages(UidSet.ALL, new FetchPlan(UidSet.ALL));
            assertThat(messages).hasSize(2);
            messages.get(0).content().close();
            assertCorrupt(() -> messages.get(1).content());
            assertCorrupt(() -> inbox.copy(new CopyPlan(UidSet.ALL, TARGET, false), Progress.NONE));
            assertThat(inbox.copy(new CopyPlan(UidSet.of(1), TARGET, false), Progress.NONE)
                            .uids()
                            .size())
                    .isEqualTo(1);
            assertThat(inbox.expunge(UidSet.of(2), false, Progress.NONE)).hasToString("2");
        }
        try (Mailbox target = account.open(TARGET, Access.EXAMINE, Bell.SILENT)) {
            assertThat(target.state().now().uids().size()).isEqualTo(1);
        }
    }

    private static void assertCorrupt(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MailException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CORRUPT));
    }

    @Test
    void aSymbolicLinkIsNotFollowed() throws IOException {
        Path secret = Files.writeString(top.resolve("secret"), "Subject: secret\r\n\r\n");
        Files.createSymbolicLink(cur.resolve("2.link.host:2,"), secret);
        onlyTheFirstCanBeRead();
        assertThat(secret).hasContent("Subject: secret\r\n\r\n");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFifoKeepsNobodyWaiting() throws IOException, InterruptedException {
        Process made =
                new ProcessBuilder("mkfifo", cur.resolve("2.fifo.host:2,").toString()).start();
        assertThat(made.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).isZero();
        onlyTheFirstCanBeRead();
    }

    @Test
    void aFolderIsNoMessage() throws IOException {
        Files.createDirectory(cur.resolve("2.folder.host:2,"));
        try (Mailbox inbox = account.open(MailboxName.INBOX, Access.SELECT, Bell.SILENT)) {
            List<Message> messages = inbox.messages(UidSet.ALL, new FetchPlan(UidSet.ALL));
            assertCorrupt(() -> messages.get(1).content());
        }
    }
}
