// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Message;
import org.pennypost.api.store.Need;
import org.pennypost.maildir.disk.FsyncPolicy;

/** A Maildir as Dovecot 2.3.19 leaves it is served with its UIDs, flags and keywords. */
class TakeoverTest {
    @TempDir
    Path top;

    private Path maildir;
    private MailAccount account;

    @BeforeEach
    void fill() throws IOException {
        maildir = top.resolve("anna/Maildir");
        for (String dir : List.of("cur", "new", "tmp", ".A.B/cur", ".A.B/new", ".A.B/tmp", ".Entw&APw-rfe")) {
            Files.createDirectories(maildir.resolve(dir));
        }
        for (Map.Entry<String, String> file : Map.of(
                        "cur/1795563094.M527783P17195.vm,S=16,W=19:2,Sab", "From: me\n\nhallo\n",
                        "cur/1795563094.M533667P17195.vm,S=8,W=11:2,", "a: b\n\nx\n",
                        "new/1795563100.M1P2.vm", "a: b\r\n\r\nyes\n",
                        "dovecot-keywords", "0 foo\n1 bar\n",
                        "dovecot.index.log", "",
                        "dovecot-uidlist",
                                "3 V1795563095 N1 G5854751f561e066b2b43000083ecc375\n"
                                        + "1 :1795563094.M527783P17195.vm,S=16,W=19\n"
                                        + "7 :1795563094.M533667P17195.vm,S=8,W=11\n"
                                        + "9 :1795563096.M1P2.vm,S=8,W=11\n")
                .entrySet()) {
            Files.writeString(maildir.resolve(file.getKey()), file.getValue());
        }
        MaildirStore store = new MaildirStore(
                new MaildirStore.Settings(
                        "maildir:" + top + "/%u/Maildir", FsyncPolicy.NEVER, MaildirStore.Naming.AUTO, true, top),
                InstantSource.system());
        account = store.open(Identity.of("anna"));
    }

    @Test
    void uidsFlagsAndKeywordsStay() {
        try (Mailbox inbox = account.open(MailboxName.INBOX, Access.SELECT, Bell.SILENT)) {
            assertThat(inbox.state().uidValidity()).isEqualTo(1795563095L);
            assertThat(inbox.state().id().value()).isEqualTo("5854751f561e066b2b43000083ecc375");
            assertThat(inbox.state().now().uids().toSet()).hasToString("1,7,10");
            assertThat(inbox.state().now().uidNext()).isEqualTo(11);
            List<Message> messages = inbox.messages(UidSet.ALL, FetchPlan.of(Need.SIZES, Need.DATES));
            assertThat(messages.get(0).meta().flags()).isEqualTo(Flags.of(Flag.SEEN, Flag.of("foo"), Flag.of("bar")));
            assertThat(messages).extracting(message -> message.meta().size()).containsExactly(19L, 11L, 13L);
            assertThat(messages.get(1).meta().internalDate()).isPositive();
        }
    }

    @Test
    void linesEndInCrLf() throws IOException {
        try (Mailbox inbox = account.open(MailboxName.INBOX, Access.EXAMINE, Bell.SILENT)) {
            List<Message> messages = inbox.messages(UidSet.ALL, FetchPlan.of(Need.CONTENT));
            assertThat(text(messages.get(0), 0)).isEqualTo("From: me\r\n\r\nhallo\r\n");
            assertThat(text(messages.get(0), 9)).isEqualTo("\n\r\nhallo\r\n");
            assertThat(text(messages.get(2), 0)).isEqualTo("a: b\r\n\r\nyes\r\n");
        }
    }

    static String text(Message message, long offset) throws IOException {
        try (Content content = message.content()) {
            ByteBuffer target = ByteBuffer.allocate((int) content.length());
            long at = offset;
            for (int read = content.read(at, target); read >= 0; read = content.read(at, target)) {
                at += read;
            }
            return new String(target.array(), 0, target.position(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void foldersAreListed() {
        assertThat(account.list().toString())
                .isEqualTo("[A (PARENT), A/B (MAILBOX), Entwürfe (MAILBOX), INBOX (MAILBOX)]");
        assertThat(account.namespaces().get(0).separator()).isEqualTo('.');
    }

    @Test
    void othersChangesAreNoticed() throws IOException {
        try (Mailbox inbox = account.open(MailboxName.INBOX, Access.SELECT, Bell.SILENT)) {
            long before = inbox.state().now().modSeq();
            Files.move(
                    maildir.resolve("cur/1795563094.M533667P17195.vm,S=8,W=11:2,"),
                    maildir.resolve("cur/1795563094.M533667P17195.vm,S=8,W=11:2,FT"));
            Files.delete(maildir.resolve("cur/1795563094.M527783P17195.vm,S=16,W=19:2,Sab"));
            Files.writeString(maildir.resolve("new/1795563200.M1P2.vm"), "c: d\n\nz\n");
            Delta delta = inbox.changesSince(before);
            assertThat(delta.changed()).hasToString("7,11");
            assertThat(delta.vanished()).hasToString("1");
            assertThat(delta.recent()).hasToString("11");
            assertThat(delta.uids().toSet()).hasToString("7,10:11");
            assertThat(maildir.resolve("new").toFile().list()).isEmpty();
        }
    }
}
