// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.lock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock file as Dovecot makes it: created exclusively, with {@code pid:host} in it, gone when unlocked. One found there is
 * stale when its process on this host is dead or another, or when it has not changed for two minutes.
 */
public final class DotLock implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(DotLock.class);
    private static final Duration NAMELESS = Duration.ofSeconds(2);
    private static final Duration STALE = Duration.ofSeconds(120);

    private final Path file;
    private final Object key;

    private DotLock(Path file, Object key) {
        this.file = file;
        this.key = key;
    }

    /** Returns the name of this machine as it stands in file names and lock files. */
    public static String host() {
        return LockOwner.HOST;
    }

    /**
     * Takes the lock, waiting for another program if need be.
     *
     * @throws MailException UNAVAILABLE if somebody else keeps it for longer than 30 s
     */
    public static DotLock take(Path file) throws IOException {
        long start = System.nanoTime();
        long pause = 1_000_000;
        Found first = null;
        while (true) {
            DotLock lock = attempt(file);
            if (lock != null) {
                return lock;
            }
            Found now = Found.of(file);
            if (now != null) {
                if (first == null || !now.same(first)) {
                    first = now;
                }
                if (now.isStale(first)) {
                    override(file, now);
                    continue;
                }
            }
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new MailException(Problem.UNAVAILABLE, "another program keeps " + file);
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 2, 50_000_000);
        }
    }

    private static void override(Path file, Found stale) throws IOException {
        LOG.warn("{} was left by {}: removed", file, stale.content.isEmpty() ? "nobody" : stale.content);
        if (stale.same(Found.of(file))) {
            Files.deleteIfExists(file);
        }
    }

    /** A lock file of somebody else at one look. */
    private record Found(Object key, String content, Instant touched, long seen) {
        static @Nullable Found of(Path file) throws IOException {
            try {
                Object key = fileKey(file);
                Instant touched = Files.getLastModifiedTime(file).toInstant();
                String content =
                        Files.readString(file, StandardCharsets.ISO_8859_1).trim();
                return new Found(key, content, touched, System.nanoTime());
            } catch (NoSuchFileException e) {
                return null;
            }
        }

        boolean same(@Nullable Found other) {
            return other != null
                    && key.equals(other.key)
                    && content.equals(other.content)
                    && touched.equals(other.touched);
        }

        /** Whether nobody is behind it; one without a name was left in the moment it was made. */
        boolean isStale(Found first) {
            if (content.isEmpty()) {
                return seen - first.seen > NAMELESS.toNanos();
            }
            return LockOwner.gone(content, touched)
                    .orElseGet(() -> Instant.now().isAfter(touched.plus(STALE)));
        }
    }

    private static @Nullable DotLock attempt(Path file) throws IOException {
        try {
            Files.writeString(
                    file,
                    LockOwner.us(),
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            return null;
        } catch (IOException e) {
            // a full disk lets a file be made and nothing be written to it: a lock of nobody would keep everybody
            // waiting
            Files.deleteIfExists(file);
            throw e;
        }
        return new DotLock(file, fileKey(file));
    }

    private static Object fileKey(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }

    /** Removes the lock file, if it is still ours. */
    @Override
    public void close() {
        try {
            if (fileKey(file).equals(key)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // gone or out of reach: whoever overrode it has the lock now
            return;
        }
    }
}
