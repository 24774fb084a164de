// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One server per home: a file lock on {@code data/lock}, whose text is the process number. The lock and not the file tells whether
 * somebody runs, so a crash leaves nothing to clean up.
 */
final class HomeLock implements AutoCloseable {
    private static final int TRIES = 5;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(40);

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock, or empty when another process has it. */
    static Optional<HomeLock> take(Home home) throws IOException {
        FileChannel channel = FileChannel.open(
                file(home), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        // A status command holds the lock for a moment while it looks.
        for (int tries = 0; lock(channel) == null; tries++) {
            if (tries == TRIES) {
                channel.close();
                return Optional.empty();
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        channel.truncate(0);
        String pid = ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
        return Optional.of(new HomeLock(channel));
    }

    /** The process that runs on this home; empty when none does. */
    static OptionalLong owner(Home home) throws IOException {
        if (!Files.exists(file(home))) {
            return OptionalLong.empty();
        }
        try (FileChannel channel = FileChannel.open(file(home), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (lock(channel) != null) {
                return OptionalLong.empty();
            }
        }
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(file(home)).strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.of(0);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static Path file(Home home) {
        return home.data().resolve("lock");
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
