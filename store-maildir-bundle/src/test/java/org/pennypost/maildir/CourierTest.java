// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.CopyPlan;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.api.store.Message;
import org.pennypost.api.store.Need;
import org.pennypost.api.store.Progress;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.maildir.name.Location.Prefix;

/** A Maildir as Courier 5.0 leaves it; the files are what its imapd and pop3d have written. */
class CourierTest {
    private static final String FIRST = "1795592846.M650987P8319V000000000000FE00I0000000000210302_0.vm,S=9";
    private static final String SECOND = "1795592846.M654081P8319V000000000000FE00I0000000000210372_3.vm,S=9";
    private static final String THIRD = "1795592846.M655896P8319V000000000000FE00I00000000002103E3_5.vm,S=9";

    @TempDir
    Path top;

    private Path maildir;

    @BeforeEach
    void fill() throws IOException {
        maildir = top.resolve("anna/Maildir");
        for (String dir : List.of("", ".Work.Sub", ".ärger", ".A&B")) {
            for (String part : List.of("cur", "new", "tmp")) {
                Files.createDirectories(maildir.resolve(dir).resolve(part));
            }
        }
        Files.createDirectories(maildir.resolve("courierimapkeywords"));
        for (Map.Entry<String, String> file : Map.of(
                        "cur/" + FIRST + ":2,S",
                        "A: b\n\nhi\n",
                        "cur/" + SECOND + ":2,DS",
                        "A: b\n\nho\n",
                        "cur/" + THIRD + ":2,",
                        "A: b\n\nhu\n",
                        "courierimapuiddb",
                        "1 795592846 13\n1 " + FIRST + "\n4 " + SECOND + "\n6 " + THIRD + "\n",
                        "courierpop3dsizelist",
                        "/3 11 1795592856\n" + FIRST + ":2,S 13 1:1795592856:0\n" + SECOND + ":2,DS 13 3:1795592856:0\n"
                                + THIRD + ":2, 13 0:0:0\n",
                        "courierimapkeywords/:list",
                        "Junk\nkw2\nkw0\n$Label1\n\n" + FIRST + ":3 2\n" + SECOND + ":3\n",
                        "courierimapkeywords/.5985309." + SECOND,
                        "kw0\n",
                        "courierimapkeywords/.5985310." + SECOND,
                        "$Label1\nJunk\nkw0\n",
                        "courierimapsubscribed",
                        "INBOX\nINBOX.Work.Sub\nINBOX.ärger\n")
                .entrySet()) {
            Files.writeString(maildir.resolve(file.getKey()), file.getValue());
        }
    }

    private MailAccount account(Prefix prefix) {
        return new MaildirStore(
                        new MaildirStore.Settings(
                                "maildir:" + top + "/%u/Maildir",
                                FsyncPolicy.NEVER,
                                new MaildirStore.Naming((char) 0, prefix),
                                true,
                                top),
                        InstantSource.system())
                .open(Identity.of("anna"));
    }

    @Test
    void uidsFlagsKeywordsAndUniqueIdsStay() throws IOException {
        for (int again = 0; again < 2; again++) {
            try (MailAccount account = account(Prefix.AUTO);
                    Mailbox inbox = account.open(MailboxName.INBOX, Access.SELECT, Bell.SILENT)) {
                assertThat(inbox.state().uidValidity()).isEqualTo(795592846L);
                assertThat(inbox.state().now().uids().toSet()).hasToString("1,4,6");
                assertThat(inbox.state().now().uidNext()).isEqualTo(13);
                List<Message> messages = inbox.messages(UidSet.ALL, FetchPlan.of(Need.UNIQUE_IDS));
                assertThat(messages)
                        .extracting(message -> message.meta().flags())
                        .containsExactly(
                                Flags.of(Flag.SEEN, Flag.of("$Label1"), Flag.of("kw0")),
                                Flags.of(Flag.SEEN, Flag.DRAFT, Flag.of("$Label1"), Flag.of("Junk"), Flag.of("kw0")),
                                Flags.of());
                assertThat(messages)
                        .extracting(message -> message.uniqueId().orElse(""))
                        .containsExactly("UID1-1795592856", "UID3-1795592856", THIRD);
            }
        }
    }

    private static List<String> uniqueIds(MailAccount account, MailboxName name) {
        try (Mailbox mailbox = account.open(name, Access.EXAMINE, Bell.SILENT)) {
            return mailbox.messages(UidSet.ALL, FetchPlan.of(Need.UNIQUE_IDS)).stream()
                    .map(message -> message.uniqueId().orElse(""))
                    .toList();
        }
    }

    @Test
    void uniqueIdsGoAlongButNeverTwiceIntoOneMaildrop() {
        MailboxName work = MailboxName.parse("INBOX.Work.Sub", '.');
        for (int again = 0; again < 2; again++) {
            try (MailAccount account = account(Prefix.AUTO)) {
                if (again == 0) {
                    try (Mailbox inbox = account.open(MailboxName.INBOX, Access.UPDATE, Bell.SILENT)) {
                        inbox.messages(UidSet.ALL, FetchPlan.of(Need.UNIQUE_IDS));
                        inbox.copy(new CopyPlan(UidSet.of(1), work, false), Progress.NONE);
                        inbox.copy(new CopyPlan(UidSet.of(1), work, false), Progress.NONE);
                        inbox.copy(new CopyPlan(UidSet.of(4), work, true), Progress.NONE);
                        inbox.copy(new CopyPlan(UidSet.of(1), MailboxName.INBOX, false), Progress.NONE);
                        inbox.copy(new CopyPlan(UidSet.of(6), MailboxName.INBOX, true), Progress.NONE);
                    }
                    try (Mailbox sub = account.open(work, Access.UPDATE, Bell.SILENT)) {
                        sub.copy(new CopyPlan(UidSet.of(3), MailboxName.INBOX, true), Progress.NONE);
                    }
                }
                assertThat(uniqueIds(account, work)).containsExactly("UID1-1795592856", "");
                assertThat(uniqueIds(account, MailboxName.INBOX))
                        .containsExactly("UID1-1795592856", "", THIRD, "UID3-1795592856");
            }
        }
    }

    @Test
    void everythingIsBelowInboxAndNamesAreUtf8() {
        try (MailAccount account = account(Prefix.AUTO)) {
            assertThat(account.namespaces().get(0).prefix()).isEqualTo("INBOX.");
            assertThat(account.list())
                    .extracting(entry -> entry.name().text('.'))
                    .containsExactly("INBOX", "INBOX.A&B", "INBOX.Work", "INBOX.Work.Sub", "INBOX.ärger");
            assertThat(account.list())
                    .filteredOn(MailboxEntry::subscribed)
                    .extracting(entry -> entry.name().text('.'))
                    .containsExactly("INBOX", "INBOX.Work.Sub", "INBOX.ärger");
            account.create(MailboxName.parse("INBOX.ü", '.'), new CreatePlan());
            account.subscribe(MailboxName.parse("INBOX.Work.Sub", '.'), false);
            assertThat(maildir.resolve(".ü/cur")).isDirectory();
            assertThatThrownBy(() -> account.create(MailboxName.parse("ü", '.'), new CreatePlan()))
                    .isInstanceOf(MailException.class)
                    .hasMessageContaining("INBOX");
        }
        assertThat(maildir.resolve("subscriptions")).hasContent("V\t2\n\nINBOX\närger\n");
        assertThat(maildir.resolve("courierimapsubscribed")).hasContent("INBOX\nINBOX.Work.Sub\nINBOX.ärger\n");
    }

    @Test
    void theOperatorMayWantNoPrefix() {
        try (MailAccount account = account(Prefix.NONE)) {
            assertThat(account.namespaces().get(0).prefix()).isEmpty();
            assertThat(account.list())
                    .extracting(entry -> entry.name().text('.'))
                    .containsExactly("A&B", "INBOX", "Work", "Work.Sub", "ärger");
        }
    }

    @Test
    void namesOfOlderVersionsAreModifiedUtf7() throws IOException {
        for (String name : List.of(".ärger", ".A&B")) {
            for (String part : List.of("cur", "new", "tmp", "")) {
                Files.delete(maildir.resolve(name).resolve(part));
            }
        }
        Files.createDirectories(maildir.resolve(".&AOQ-rger/cur"));
        try (MailAccount account = account(Prefix.AUTO)) {
            assertThat(account.list())
                    .extracting(entry -> entry.name().text('.'))
                    .containsExactly("INBOX", "INBOX.Work", "INBOX.Work.Sub", "INBOX.ärger");
        }
    }
}
