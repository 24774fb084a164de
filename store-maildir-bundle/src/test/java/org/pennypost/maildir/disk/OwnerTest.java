// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.CopyPlan;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.api.store.Draft;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Progress;
import org.pennypost.maildir.MaildirStore;

class OwnerTest {
    @TempDir
    Path top;

    private Path home;

    @BeforeEach
    void home() throws IOException {
        home = Files.createDirectory(top.resolve("home"));
    }

    private static String mode(Path path) throws IOException {
        return Integer.toOctalString((Integer) Files.getAttribute(path, "unix:mode") & 07777);
    }

    @Test
    void modesAreThoseOfTheFolder() throws IOException {
        Path cur = Files.createDirectory(home.resolve("cur"));
        for (String folder : List.of("700", "750", "2770")) {
            Files.setAttribute(home, "unix:mode", Integer.parseInt(folder, 8));
            Path below = home.resolve("below" + folder);
            Owner.folder(below);
            assertThat(mode(below)).isEqualTo(folder);
            Path file = Files.createFile(below.resolve("file"));
            Owner.file(file);
            assertThat(mode(file))
                    .isEqualTo(Map.of("700", "600", "750", "640", "2770", "660").get(folder));
        }
        assertThat(cur).isDirectory();
    }

    @Test
    void theFirstFolderOfMailIsItsOwnersOnly() throws IOException {
        Files.setAttribute(home, "unix:mode", 0755);
        Owner.folder(home.resolve("Maildir/cur"));
        assertThat(mode(home.resolve("Maildir"))).isEqualTo("700");
        assertThat(mode(home.resolve("Maildir/cur"))).isEqualTo("700");
    }

    /** Only root can give files away; others are told, see DamageIT. */
    @Test
    void everythingIsGivenToWhomTheFolderBelongs() throws IOException {
        Assumptions.assumeTrue(
                Integer.valueOf(0).equals(Files.getAttribute(home, "unix:uid")),
                "SKIPPED: only root can give files away");
        Files.setAttribute(home, "unix:uid", 12345);
        Files.setAttribute(home, "unix:gid", 12346);
        MaildirStore store = new MaildirStore(
                new MaildirStore.Settings(
                        "maildir:" + home + "/Maildir:CONTROL=" + home + "/control:INDEX=" + home + "/index",
                        FsyncPolicy.ALWAYS,
                        MaildirStore.Naming.AUTO,
                        true,
                        top),
                InstantSource.system());
        try (MailAccount account = store.open(Identity.of("anna"))) {
            MailboxName work = MailboxName.of(List.of("Work", "Sub"));
            account.create(work, new CreatePlan());
            account.subscribe(work, true);
            try (Mailbox inbox = account.open(MailboxName.INBOX, Access.SELECT, Bell.SILENT)) {
                Draft draft = inbox.draft(-1);
                draft.append(StandardCharsets.US_ASCII.encode("A: b\r\n\r\nhi"));
                inbox.commit(List.of(new AppendPlan(draft)), Progress.NONE);
                inbox.copy(new CopyPlan(UidSet.ALL, work, true), Progress.NONE);
            }
        }
        store.close();
        try (Stream<Path> all = Files.walk(home)) {
            assertThat(all).hasSizeGreaterThan(15).allSatisfy(path -> {
                assertThat(Files.getAttribute(path, "unix:uid")).isEqualTo(12345);
                assertThat(Files.getAttribute(path, "unix:gid")).isEqualTo(12346);
            });
        }
    }
}
