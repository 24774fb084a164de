// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.maildir.name.FolderPaths;
import org.pennypost.maildir.name.UniqueName;

/** Mailboxes that are kept in memory show what has come meanwhile to who opens them. */
class FoldersTest {
    @TempDir
    private Path dir;

    private Folders folders;
    private FolderPaths paths;

    @BeforeEach
    void make() throws IOException {
        Files.createDirectories(dir.resolve("cur"));
        folders = new Folders(FsyncPolicy.NEVER, new UniqueName(InstantSource.system()));
        paths = new FolderPaths(dir, dir, dir);
    }

    @Test
    void afterItsLastUser() throws IOException {
        Folder first = folders.enter(paths, () -> 1);
        folders.leave(first);
        deliver();
        Folder again = folders.enter(paths, () -> 1);
        assertThat(again).isSameAs(first);
        assertThat(again.messages()).isEqualTo(1);
    }

    @Test
    void whileOthersHaveItOpen() throws IOException {
        folders.enter(paths, () -> 1);
        deliver();
        assertThat(folders.enter(paths, () -> 1).messages()).isEqualTo(1);
    }

    private void deliver() throws IOException {
        Files.createFile(paths.fresh().resolve("1000000000.M1P1Q1.host"));
    }
}
