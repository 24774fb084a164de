// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.Draft;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Progress;
import org.pennypost.maildir.disk.FsyncPolicy;

class KeywordLimitTest {
    @TempDir
    Path top;

    private static void append(Mailbox mailbox, String keyword) {
        Draft draft = mailbox.draft(-1);
        draft.append(StandardCharsets.US_ASCII.encode("A: b\r\n\r\n"));
        mailbox.commit(List.of(new AppendPlan(draft).flags(Flags.of(Flag.of(keyword)))), Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 56})
    void thereIsRoomForSoManyAndNoMore(int most) {
        MaildirStore store = new MaildirStore(
                new MaildirStore.Settings(
                        "maildir:" + top + "/%u", FsyncPolicy.NEVER, MaildirStore.Naming.AUTO, true, top, most),
                InstantSource.system());
        try (MailAccount account = store.open(Identity.of("anna"));
                Mailbox inbox = account.open(MailboxName.INBOX, Access.SELECT, Bell.SILENT)) {
            for (int i = 0; i < most; i++) {
                assertThat(inbox.state().keywords().open()).isTrue();
                append(inbox, "k" + i);
            }
            assertThat(inbox.state().keywords().open()).isFalse();
            assertThatThrownBy(() -> append(inbox, "more"))
                    .isInstanceOfSatisfying(
                            MailException.class, e -> assertThat(e.problem()).isEqualTo(Problem.LIMIT));
            if (most > 0) {
                append(inbox, "k0");
            }
            assertThat(inbox.state().keywords().used().keywords()).hasSize(most);
        }
        store.close();
    }
}
