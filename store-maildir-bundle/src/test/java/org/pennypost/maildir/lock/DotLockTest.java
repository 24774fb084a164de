// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotLockTest {
    @TempDir
    Path dir;

    private Path file;

    @BeforeEach
    void name() {
        file = dir.resolve("x.lock");
    }

    private void isTaken() throws IOException {
        try (DotLock lock = DotLock.take(file)) {
            assertThat(file).hasContent(LockOwner.us());
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void aFreeLockIsTaken() throws IOException {
        isTaken();
    }

    @Test
    void aDeadProcessIsNotWaitedFor() throws IOException {
        Files.writeString(file, "99999999:" + LockOwner.HOST);
        isTaken();
    }

    @Test
    void anotherProcessWithTheSameNumberIsNotWaitedFor() throws IOException {
        Files.writeString(file, LockOwner.us());
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(86_400)));
        isTaken();
    }

    @Test
    void oneLeftBeforeItHadANameIsRemovedSoon() throws IOException {
        Files.createFile(file);
        isTaken();
    }

    @Test
    void oneOfAnotherHostIsRemovedWhenOld() throws IOException {
        Files.writeString(file, "1:elsewhere.example");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(121)));
        isTaken();
    }

    @Test
    void aLivingOneIsWaitedFor() throws Exception {
        DotLock first = DotLock.take(file);
        CompletableFuture<DotLock> second = CompletableFuture.supplyAsync(() -> {
            try {
                return DotLock.take(file);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        Awaitility.await().pollDelay(java.time.Duration.ofMillis(100)).until(() -> !second.isDone());
        first.close();
        second.get().close();
        assertThat(file).doesNotExist();
    }
}
