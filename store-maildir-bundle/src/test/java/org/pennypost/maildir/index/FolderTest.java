// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.api.mail.MailException;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.maildir.name.FolderPaths;
import org.pennypost.maildir.name.UniqueName;

/** A mailbox that nobody has open must not act on what it remembers: another object may serve it by now. */
class FolderTest {
    @TempDir
    Path dir;

    private FolderPaths paths;
    private Folder old;
    private String uids;

    @BeforeEach
    void forgotten() throws IOException {
        Files.createDirectories(dir.resolve("cur"));
        paths = new FolderPaths(dir, dir, dir);
        old = new Folders(FsyncPolicy.NEVER, new UniqueName(InstantSource.system())).enter(paths, () -> 1);
        old.use(-1);
        old.close();
        Files.createFile(paths.cur().resolve("1000000000.M1P1Q1.host,S=1:2,"));
        uids = Files.readString(paths.uidList());
    }

    @Test
    void aLateLookGivesNoUid() throws IOException {
        old.check();
        assertThat(paths.uidList()).hasContent(uids);
    }

    @Test
    void namesThatTheListCannotHoldAreNoMessages() throws IOException {
        Files.createFile(paths.cur().resolve("2.M1P1Q1.host\n9 :x:2,"));
        Folder now = new Folders(FsyncPolicy.NEVER, new UniqueName(InstantSource.system())).enter(paths, () -> 1);
        long once = now.locked(() -> now.state.modSeq);
        assertThat(now.locked(() -> now.scan(false))).isFalse();
        assertThat(now.locked(() -> now.state.table.size())).isEqualTo(1);
        assertThat(now.locked(() -> now.state.modSeq)).isEqualTo(once);
    }

    @Test
    void lateWorkIsRefused() throws IOException {
        assertThatThrownBy(() -> old.locked(old::refresh)).isInstanceOf(MailException.class);
        assertThat(paths.uidList()).hasContent(uids);
    }
}
