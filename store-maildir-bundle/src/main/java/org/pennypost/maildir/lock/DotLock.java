// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.lock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;

/**
 * A lock file as Dovecot makes it: created exclusively, with {@code pid:host} in it, gone when unlocked. One found there is
 * stale when its process on this host is dead, or when it and its time have not changed for a while.
 */
public final class DotLock implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STALE = Duration.ofSeconds(120);
    private static final String HOST = host();

    private final Path file;
    private final Object key;

    private DotLock(Path file, Object key) {
        this.file = file;
        this.key = key;
    }

    /** Returns the name of this machine as it stands in file names and lock files. */
    public static String host() {
        String name;
        try {
            name = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            name = "localhost";
        }
        return name.replace("/", "\\057").replace(":", "\\072");
    }

    /** Returns what stands in a lock file of this process. */
    public static String owner() {
        return ProcessHandle.current().pid() + ":" + HOST;
    }

    /**
     * Takes the lock, waiting for another program if need be.
     *
     * @throws MailException UNAVAILABLE if somebody else keeps it for longer than 30 s
     */
    public static DotLock take(Path file) throws IOException {
        long start = System.nanoTime();
        long pause = 1_000_000;
        while (true) {
            DotLock lock = attempt(file);
            if (lock != null) {
                return lock;
            }
            if (isStale(file, STALE)) {
                Files.deleteIfExists(file);
                continue;
            }
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new MailException(Problem.UNAVAILABLE, "another program keeps " + file);
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 2, 50_000_000);
        }
    }

    private static @Nullable DotLock attempt(Path file) throws IOException {
        try {
            Files.writeString(
                    file, owner(), StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            return null;
        }
        return new DotLock(file, fileKey(file));
    }

    private static Object fileKey(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }

    /**
     * Tells whether nobody is behind a lock file any more.
     *
     * @param age for how long it must have been left alone, where its process cannot be asked
     */
    public static boolean isStale(Path file, Duration age) throws IOException {
        try {
            String content = Files.readString(file, StandardCharsets.ISO_8859_1).trim();
            int colon = content.indexOf(':');
            if (colon > 0 && content.substring(colon + 1).equals(HOST)) {
                try {
                    return ProcessHandle.of(Long.parseLong(content.substring(0, colon)))
                            .isEmpty();
                } catch (NumberFormatException e) {
                    // judged by its age, like any other content
                }
            }
            long touched = Files.getLastModifiedTime(file).toMillis();
            return System.currentTimeMillis() - touched > age.toMillis();
        } catch (NoSuchFileException e) {
            return false;
        }
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
