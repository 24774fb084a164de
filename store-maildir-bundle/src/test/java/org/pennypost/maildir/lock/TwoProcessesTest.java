// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.api.mail.MailException;

/** SPEC P4: another process on this host has the maildrop, and then it dies. */
class TwoProcessesTest {
    @TempDir
    private Path dir;

    private final MaildropLocks locks = new MaildropLocks(true, InstantSource.system());
    private Path file;
    private Process other;

    /** The other process: takes the lock, says so, and keeps it until it is killed. */
    static final class Holder {
        private Holder() {}

        /** Takes the lock that is named. */
        public static void main(String[] arguments) throws IOException {
            new MaildropLocks(true, InstantSource.system()).take(Path.of(arguments[0]), null);
            Files.createFile(Path.of(arguments[0] + ".held"));
            while (System.in.read() >= 0) {
                // until the parent ends, too
                continue;
            }
        }
    }

    @BeforeEach
    void start() throws IOException {
        file = dir.resolve("dovecot-pop3-session.lock");
        other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("said").toFile())
                .start();
        Path held = dir.resolve(file.getFileName() + ".held");
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> Files.exists(held) || !other.isAlive());
        assertThat(other.isAlive()).as(Files.readString(dir.resolve("said"))).isTrue();
    }

    @AfterEach
    void stop() throws InterruptedException {
        other.destroyForcibly();
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void asLongAsItLivesNobodyElseGetsIt() throws IOException {
        assertThat(file).hasContent(other.pid() + ":" + DotLock.host());
        assertThatThrownBy(() -> locks.take(file, null)).isInstanceOf(MailException.class);
        assertThat(file).hasContent(other.pid() + ":" + DotLock.host());
    }

    @Test
    void itsLockOutweighsWhatTheFileSays() throws IOException {
        Files.writeString(file, "99999999:" + DotLock.host());
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(4000)));
        assertThatThrownBy(() -> locks.take(file, null)).isInstanceOf(MailException.class);
        Files.writeString(file, "1:elsewhere.example");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(4000)));
        assertThatThrownBy(() -> locks.take(file, null)).isInstanceOf(MailException.class);
    }

    @Test
    void whenItIsKilledTheNextOneGetsItAtOnce() throws Exception {
        other.destroyForcibly();
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(file).exists();
        locks.take(file, null).release();
        assertThat(file).doesNotExist();
    }
}
