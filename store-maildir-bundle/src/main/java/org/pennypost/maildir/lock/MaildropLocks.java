// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.lock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.MaildropLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The maildrops that POP3 sessions of this process hold: each is the file dovecot-pop3-session.lock, as Dovecot
 * makes it, and a lock of the operating system on the one channel that has it open, so that it ends with the process. No
 * other channel of the process ever opens such a file: closing it would end the lock.
 *
 * <p>One found there is stale if the operating system gives us the lock, and its process on this host is dead, is this one,
 * or cannot be asked and has not touched the file for five minutes.
 */
public final class MaildropLocks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MaildropLocks.class);
    private static final Duration STALE = Duration.ofMinutes(5);
    private static final long TOUCH = 60_000;
    private static final long UNCLAIMED = 60_000;

    private final Map<String, Held> byToken = new HashMap<>();
    private final Map<Path, Held> byFile = new HashMap<>();
    private final boolean exclusive;
    private final InstantSource clock;

    /** A lock that is held. */
    private static final class Held {
        final String token;
        final Path file;
        final @Nullable FileChannel channel;
        boolean claimed = true;
        long since;

        Held(String token, Path file, @Nullable FileChannel channel, long since) {
            this.token = token;
            this.file = file;
            this.channel = channel;
            this.since = since;
        }
    }

    /**
     * Makes a keeper of locks.
     *
     * @param exclusive whether one session excludes another; else every session gets a lock that locks nothing
     * @param clock tells how long nobody has claimed a lock
     */
    public MaildropLocks(boolean exclusive, InstantSource clock) {
        this.exclusive = exclusive;
        this.clock = clock;
    }

    /**
     * Takes a maildrop, or takes up one that is held.
     *
     * @param file the lock file
     * @param token of a lock that another version had taken, null for a new one
     * @throws MailException IN_USE
     */
    public synchronized MaildropLock take(Path file, @Nullable String token) throws IOException {
        Held held = token == null ? null : byToken.get(token);
        if (held == null) {
            String name = token == null ? newToken(file) : token;
            held = new Held(name, file, exclusive ? acquire(file) : null, clock.millis());
            byToken.put(name, held);
            byFile.put(file, held);
        }
        held.claimed = true;
        return new Handle(held);
    }

    private static String newToken(Path file) {
        return Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(file.toString().getBytes(StandardCharsets.UTF_8)) + "." + UUID.randomUUID();
    }

    private final class Handle implements MaildropLock {
        private final Held held;

        Handle(Held held) {
            this.held = held;
        }

        @Override
        public String token() {
            return held.token;
        }

        @Override
        public void release() {
            synchronized (MaildropLocks.this) {
                if (byToken.remove(held.token, held)) {
                    MaildropLocks.this.release(held);
                }
            }
        }
    }

    private void release(Held held) {
        byFile.remove(held.file, held);
        FileChannel channel = held.channel;
        if (channel == null) {
            return;
        }
        try (channel) {
            Files.deleteIfExists(held.file);
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", held.file, e.toString());
        }
    }

    private FileChannel acquire(Path file) throws IOException {
        if (byFile.containsKey(file)) {
            throw inUse();
        }
        for (int i = 0; i < 3; i++) {
            FileChannel channel;
            try {
                channel = FileChannel.open(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException e) {
                try {
                    channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                } catch (NoSuchFileException gone) {
                    continue;
                }
            }
            if (lock(channel, file)) {
                return channel;
            }
            channel.close();
            throw inUse();
        }
        throw inUse();
    }

    private static MailException inUse() {
        return new MailException(Problem.IN_USE, "another session has the maildrop");
    }

    private static boolean lock(FileChannel channel, Path file) throws IOException {
        try {
            if (channel.tryLock() == null || !isStale(channel, file)) {
                return false;
            }
        } catch (OverlappingFileLockException e) {
            return false;
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(LockOwner.us().getBytes(StandardCharsets.US_ASCII)), 0);
        return true;
    }

    private static boolean isStale(FileChannel channel, Path file) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(300);
        channel.read(octets, 0);
        String owner = new String(octets.array(), 0, octets.position(), StandardCharsets.ISO_8859_1).trim();
        Instant touched = Files.getLastModifiedTime(file).toInstant();
        return owner.isEmpty()
                || owner.equals(LockOwner.us())
                || LockOwner.gone(owner, touched).orElseGet(() -> Instant.now().isAfter(touched.plus(STALE)));
    }

    /** Gives all channels away; they are no longer ours. */
    public synchronized Map<String, Channel> releaseAll() {
        Map<String, Channel> channels = new HashMap<>();
        for (Held held : byToken.values()) {
            if (held.channel != null) {
                channels.put(held.token, held.channel);
            }
        }
        byToken.clear();
        byFile.clear();
        return channels;
    }

    /** Takes channels over. */
    public synchronized void adopt(Map<String, Channel> channels) {
        channels.forEach((token, channel) -> {
            int dot = token.indexOf('.');
            if (channel instanceof FileChannel file && file.isOpen() && dot > 0) {
                byte[] path = Base64.getUrlDecoder().decode(token.substring(0, dot));
                Held held = new Held(token, Path.of(new String(path, StandardCharsets.UTF_8)), file, clock.millis());
                held.claimed = false;
                byToken.put(token, held);
                byFile.put(held.file, held);
            }
        });
    }

    /** Says that whoever held a lock has gone without giving it back; another may claim it for a minute. */
    public synchronized void leave(String token) {
        Held held = byToken.get(token);
        if (held != null) {
            held.claimed = false;
            held.since = clock.millis();
        }
    }

    /** Touches the files each minute, and lets go of what nobody has claimed in time. */
    public synchronized void tend() {
        long now = clock.millis();
        for (Iterator<Held> all = byToken.values().iterator(); all.hasNext(); ) {
            Held held = all.next();
            if (!held.claimed && now - held.since > UNCLAIMED) {
                all.remove();
                release(held);
            } else if (held.channel != null && held.claimed && now - held.since > TOUCH) {
                held.since = now;
                touch(held.file, now);
            }
        }
    }

    private static void touch(Path file, long now) {
        try {
            Files.setLastModifiedTime(file, FileTime.fromMillis(now));
        } catch (IOException e) {
            LOG.warn("{} cannot be touched: {}", file, e.toString());
        }
    }

    /** Lets go of all. */
    @Override
    public synchronized void close() {
        for (Held held : Map.copyOf(byToken).values()) {
            byToken.remove(held.token);
            release(held);
        }
    }
}
