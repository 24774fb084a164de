// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path folder;

    @Test
    void missingPartsAreMadeAndExistingOnesKept() throws IOException {
        Home home = home();
        Files.createDirectories(home.conf());
        Files.writeString(home.conf().resolve("imap.cfg"), "channels = 7\n");
        home.prepare();
        assertThat(home.conf().resolve("imap.cfg")).content().isEqualTo("channels = 7\n");
        assertThat(home.conf().resolve("mail.cfg")).content().isEqualTo("location = maildir:x\n");
        assertThat(home.deploy()).isDirectory();
        assertThat(home.log()).isDirectory();
        assertThat(mode(home.data())).isEqualTo("rwx------");
        assertThat(mode(home.conf().resolve("users"))).isEqualTo("rw-------");
    }

    @Test
    void theDistributionItselfCanBeTheHome() throws IOException {
        Path distribution = home().distribution();
        new Home(distribution, distribution).prepare();
        assertThat(distribution.resolve("conf/mail.cfg")).content().isEqualTo("location = maildir:x\n");
        assertThat(distribution.resolve("data")).isDirectory();
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Home home = home();
        Files.createDirectories(home.path());
        Files.writeString(home.data(), "in the way");
        assertThatThrownBy(home::prepare)
                .isInstanceOfSatisfying(
                        ExitException.class, e -> assertThat(e.code()).isEqualTo(1))
                .hasMessageContaining(home.data().toString());
    }

    @Test
    void aSecondOwnerIsRefusedUntilTheFirstIsGone() throws IOException {
        Home home = home().prepare();
        assertThat(HomeLock.owner(home)).isEmpty();
        Optional<HomeLock> first = HomeLock.take(home);
        assertThat(first).isPresent();
        assertThat(HomeLock.take(home)).isEmpty();
        first.get().close();
        Optional<HomeLock> next = HomeLock.take(home);
        assertThat(next).isPresent();
        next.get().close();
    }

    private Home home() throws IOException {
        Path distribution = folder.resolve("distribution");
        Files.createDirectories(distribution.resolve("conf"));
        Files.writeString(distribution.resolve("conf/mail.cfg"), "location = maildir:x\n");
        Files.writeString(distribution.resolve("conf/imap.cfg"), "channels = 1000\n");
        return new Home(folder.resolve("home"), distribution);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
