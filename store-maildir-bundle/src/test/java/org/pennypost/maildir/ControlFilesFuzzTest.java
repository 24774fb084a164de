// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.UidList;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.testkit.fuzz.Fuzz;

/** Whatever stands in the files beside the mail: every message is there, once, under a UID of its own. */
class ControlFilesFuzzTest {
    private static final int MESSAGES = 3;

    @TempDir
    Path top;

    private Path maildir;
    private List<byte[]> known;

    @BeforeEach
    void deliver() throws IOException {
        maildir = top.resolve("anna/Maildir");
        for (String folder : List.of("cur", "new", "tmp", ".A/cur", ".A/new", ".A/tmp")) {
            Files.createDirectories(maildir.resolve(folder));
        }
        for (int i = 0; i < MESSAGES; i++) {
            Files.writeString(maildir.resolve("cur/170000000" + i + ".M1P1.host,S=14:2,Sa"), "Subject: x\n\nb\n");
        }
        look();
        byte[] index = Files.readAllBytes(maildir.resolve("pennypost.index"));
        known = List.of(
                index,
                "3 V1700000000 N17 G0123456789abcdef0123456789abcdef\n1 :1700000000.M1P1.host,S=14\n7 W16 :1700000001.M1P1.host,S=14\n16 Pf :1700000002.M1P1.host,S=14\n"
                        .getBytes(US_ASCII),
                "1 1700000000 5\n2 1700000000.M1P1.host,S=14\n".getBytes(US_ASCII),
                "0 $Junk\n1 word\n25 last\n".getBytes(US_ASCII),
                "V\t2\n\nA\nA\tB\n".getBytes(US_ASCII),
                "A\nA.B\nINBOX\n".getBytes(US_ASCII),
                "A\t%2Fprivate%2Fcomment\tYQ==\n".getBytes(US_ASCII),
                "file\ta\tb\ngone\tc\td\nend\n".getBytes(US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pennypost.index",
                "pennypost.attributes",
                "pennypost.intent",
                "dovecot-uidlist",
                "dovecot-uidvalidity",
                "dovecot-keywords",
                "subscriptions"
            })
    void nothingIsLost(String file) throws IOException {
        Path index = maildir.resolve("pennypost.index");
        long tried = Fuzz.of("maildir")
                .corpus(known)
                .words(Stream.of("\n", "3 V", " N", " G", " :", "\t", "V\t2\n\n", "4294967295", "-1", "\0", "../"))
                .most(4096)
                .run(octets -> {
                    Files.deleteIfExists(index);
                    Files.write(maildir.resolve(file), octets);
                    look();
                });
        assertThat(tried).isPositive();
    }

    private void look() {
        MaildirStore store = new MaildirStore(
                new MaildirStore.Settings(
                        "maildir:" + top + "/%u/Maildir", FsyncPolicy.NEVER, MaildirStore.Naming.AUTO, true, top),
                InstantSource.system());
        try {
            MailAccount account = store.open(Identity.of("anna"));
            assertThat(account.list()).isNotEmpty();
            try (Mailbox inbox = account.open(MailboxName.INBOX, Access.SELECT, Bell.SILENT)) {
                UidList uids = inbox.state().now().uids();
                assertThat(uids.size()).isEqualTo(MESSAGES);
                for (int i = 1; i < MESSAGES; i++) {
                    assertThat(uids.uid(i)).isGreaterThan(uids.uid(i - 1));
                }
                assertThat(inbox.state().now().uidNext()).isGreaterThan(uids.uid(MESSAGES - 1));
                assertThat(inbox.messages(uids.toSet(), new FetchPlan(UidSet.ALL)))
                        .hasSize(MESSAGES);
            }
        } finally {
            store.close();
        }
    }
}
