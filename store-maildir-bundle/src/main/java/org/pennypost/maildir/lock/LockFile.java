// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.lock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dotlock as Dovecot makes it, made exclusively, with {@code pid:host} in it, which is held by a lock of the operating
 * system as well: that one ends with the process, whatever becomes of the file.
 *
 * <p>One found there is stale if the operating system gives us its lock, and its process on this host is dead, is this one,
 * or cannot be asked and has not touched the file for five minutes.
 */
final class LockFile {
    private static final Logger LOG = LoggerFactory.getLogger(LockFile.class);
    private static final Duration STALE = Duration.ofMinutes(5);

    /** somebody who makes a file has not yet written his name into it */
    private static final Duration NAMELESS = Duration.ofSeconds(10);

    private static final int TRIES = 10;
    private static final int LONGEST = 300;

    private final Path path;
    private final FileChannel channel;
    private final Object key;

    private LockFile(Path path, FileChannel channel, Object key) {
        this.path = path;
        this.channel = channel;
        this.key = key;
    }

    /** Returns the lock; null if somebody has it. */
    static @Nullable LockFile take(Path path) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try {
                return make(path);
            } catch (FileAlreadyExistsException e) {
                Object key = key(path);
                LockFile found = key == null ? null : takeOver(path, key);
                if (found != null) {
                    return found;
                }
                if (key != null && key.equals(key(path))) {
                    return null;
                }
                // it went, or became another, while we looked: its holder has let it go
            }
        }
        return null;
    }

    private static @Nullable LockFile make(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Object key = key(path);
        if (key != null && locked(channel)) {
            LockFile made = new LockFile(path, channel, key);
            made.touch();
            return made;
        }
        channel.close();
        return null;
    }

    private static @Nullable LockFile takeOver(Path path, Object key) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return null;
        }
        if (locked(channel) && key.equals(key(path))) {
            String owner = owner(channel);
            if (isStale(owner, Files.getLastModifiedTime(path).toInstant())) {
                LOG.info("{} was left by {}: taken over", path, owner.isEmpty() ? "nobody" : owner);
                channel.truncate(0);
                LockFile found = new LockFile(path, channel, key);
                found.touch();
                return found;
            }
        }
        channel.close();
        return null;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(LONGEST);
        channel.read(octets, 0);
        return new String(octets.array(), 0, octets.position(), StandardCharsets.ISO_8859_1).trim();
    }

    private static boolean isStale(String owner, Instant touched) {
        if (owner.isEmpty()) {
            return Instant.now().isAfter(touched.plus(NAMELESS));
        }
        return owner.equals(LockOwner.us())
                || LockOwner.gone(owner, touched).orElseGet(() -> Instant.now().isAfter(touched.plus(STALE)));
    }

    /** which file stands under a name; null if none does */
    private static @Nullable Object key(Path path) throws IOException {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return key == null ? path : key;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Takes up a lock that another version of this bundle has taken. */
    static LockFile adopt(Path path, FileChannel channel) throws IOException {
        Object key = key(path);
        return new LockFile(path, channel, key == null ? channel : key);
    }

    /** Writes our name again, so that the file looks young to everybody. */
    void touch() throws IOException {
        ByteBuffer name = ByteBuffer.wrap(LockOwner.us().getBytes(StandardCharsets.US_ASCII));
        while (name.hasRemaining()) {
            channel.write(name, name.position());
        }
    }

    /** Tells whether the file still stands under its name. */
    boolean stands() throws IOException {
        return key.equals(key(path));
    }

    /** Removes the file, if it is still ours, and gives the lock back. */
    void remove() {
        try (channel) {
            if (stands()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", path, e.toString());
        }
    }

    /** Returns the one channel that has the file open, and with it the lock. */
    FileChannel channel() {
        return channel;
    }
}
