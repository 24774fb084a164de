// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.store.MaildropLock;

class MaildropLocksTest {
    @TempDir
    Path dir;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final InstantSource clock = now::get;
    private final MaildropLocks locks = new MaildropLocks(true, clock);
    private Path file;

    @BeforeEach
    void name() {
        file = dir.resolve("dovecot-pop3-session.lock");
    }

    @Test
    void theFileIsThereAsLongAsTheLock() throws IOException {
        MaildropLock lock = locks.take(file, null);
        assertThat(file).hasContent(LockOwner.us());
        assertThatThrownBy(() -> locks.take(file, null)).isInstanceOf(MailException.class);
        lock.release();
        assertThat(file).doesNotExist();
    }

    @Test
    void aLivingProcessKeepsIt() throws IOException {
        long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L);
        Files.writeString(file, parent + ":" + DotLock.host());
        assertThatThrownBy(() -> locks.take(file, null)).isInstanceOf(MailException.class);
        assertThat(file).hasContent(parent + ":" + DotLock.host());
    }

    @Test
    void aDeadProcessDoesNot() throws IOException {
        Files.writeString(file, "99999999:" + DotLock.host());
        locks.take(file, null).release();
        assertThat(file).doesNotExist();
    }

    @Test
    void anotherHostKeepsItForFiveMinutes() throws IOException {
        Files.writeString(file, "1:elsewhere.example");
        assertThatThrownBy(() -> locks.take(file, null)).isInstanceOf(MailException.class);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(301)));
        locks.take(file, null).release();
        assertThat(file).doesNotExist();
    }

    @Test
    void theNextVersionGoesOnWithIt() throws IOException {
        MaildropLock lock = locks.take(file, null);
        Map<String, Channel> channels = locks.releaseAll();
        locks.close();
        assertThat(file).exists();
        MaildropLocks next = new MaildropLocks(true, clock);
        next.adopt(channels);
        assertThatThrownBy(() -> next.take(file, null)).isInstanceOf(MailException.class);
        next.take(file, lock.token()).release();
        assertThat(file).doesNotExist();
    }

    @Test
    void withoutExclusionEverybodyGetsIt() throws IOException {
        MaildropLocks open = new MaildropLocks(false, clock);
        MaildropLock one = open.take(file, null);
        open.take(file, null).release();
        one.release();
        assertThat(file).doesNotExist();
    }

    @Test
    void aSessionThatNeverComesBackLosesItAfterAMinute() throws IOException {
        String token = locks.take(file, null).token();
        locks.leave(token);
        now.updateAndGet(before -> before.plusSeconds(59));
        locks.tend();
        assertThatThrownBy(() -> locks.take(file, null)).isInstanceOf(MailException.class);
        now.updateAndGet(before -> before.plusSeconds(2));
        locks.tend();
        locks.take(file, null).release();
        assertThat(file).doesNotExist();
    }

    @Test
    void aSessionThatComesBackKeepsIt() throws IOException {
        String token = locks.take(file, null).token();
        locks.leave(token);
        MaildropLock again = locks.take(file, token);
        now.updateAndGet(before -> before.plusSeconds(3600));
        locks.tend();
        assertThatThrownBy(() -> locks.take(file, null)).isInstanceOf(MailException.class);
        again.release();
    }

    @Test
    void anotherHostThatTouchesItKeepsIt() throws IOException {
        Files.writeString(file, "1:elsewhere.example");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(290)));
        assertThatThrownBy(() -> locks.take(file, null)).isInstanceOf(MailException.class);
        assertThat(file).hasContent("1:elsewhere.example");
    }

    @Test
    void whoHasNotWrittenHisNameYetIsGivenTime() throws IOException {
        Files.createFile(file);
        assertThatThrownBy(() -> locks.take(file, null)).isInstanceOf(MailException.class);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(11)));
        locks.take(file, null).release();
        assertThat(file).doesNotExist();
    }

    @Test
    void itLooksYoungAsLongAsItIsHeld() throws IOException {
        MaildropLock lock = locks.take(file, null);
        Instant old = Instant.now().minusSeconds(250);
        Files.setLastModifiedTime(file, FileTime.from(old));
        now.updateAndGet(before -> before.plusSeconds(61));
        locks.tend();
        assertThat(Files.getLastModifiedTime(file).toInstant()).isAfter(old.plusSeconds(200));
        assertThat(file).hasContent(LockOwner.us());
        lock.release();
    }

    @Test
    void whatAnotherHasMadeMeanwhileIsLeftToHim() throws IOException {
        MaildropLock lock = locks.take(file, null);
        Files.delete(file);
        Files.writeString(file, "1:elsewhere.example");
        now.updateAndGet(before -> before.plusSeconds(61));
        locks.tend();
        lock.release();
        assertThat(file).hasContent("1:elsewhere.example");
    }

    @Test
    void anotherNameOfTheFolderIsTheSameFolder() throws IOException {
        Path link = Files.createSymbolicLink(dir.resolve("link"), dir);
        MaildropLock lock = locks.take(file, null);
        assertThatThrownBy(() -> locks.take(link.resolve(file.getFileName()), null))
                .isInstanceOf(MailException.class);
        assertThat(file).hasContent(LockOwner.us());
        lock.release();
    }
}
