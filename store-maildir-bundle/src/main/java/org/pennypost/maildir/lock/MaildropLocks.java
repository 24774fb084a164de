// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.lock;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 */
public final class MaildropLocks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MaildropLocks.class);
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
        final @Nullable LockFile lock;
        boolean claimed = true;
        long since;

        Held(String token, Path file, @Nullable LockFile lock, long since) {
            this.token = token;
            this.file = file;
            this.lock = lock;
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
            held = begin(real(file), token);
        }
        held.claimed = true;
        return new Handle(held);
    }

    /** one name for each file, however it is reached: none must be opened twice */
    private static Path real(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || !Files.isDirectory(folder)
                ? file
                : folder.toRealPath().resolve(file.getFileName());
    }

    private Held begin(Path file, @Nullable String token) throws IOException {
        String name = token == null ? newToken(file) : token;
        Held held = new Held(name, file, exclusive ? acquire(file) : null, clock.millis());
        byToken.put(name, held);
        byFile.put(file, held);
        return held;
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
        if (held.lock != null) {
            held.lock.remove();
        }
    }

    private LockFile acquire(Path file) throws IOException {
        LockFile taken = byFile.containsKey(file) ? null : LockFile.take(file);
        if (taken == null) {
            throw new MailException(Problem.IN_USE, "another session has the maildrop");
        }
        return taken;
    }

    /** Gives all channels away; they are no longer ours. */
    public synchronized Map<String, Channel> releaseAll() {
        Map<String, Channel> channels = new HashMap<>();
        for (Held held : byToken.values()) {
            if (held.lock != null) {
                channels.put(held.token, held.lock.channel());
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
                adopt(token, Path.of(new String(path, StandardCharsets.UTF_8)), file);
            }
        });
    }

    private void adopt(String token, Path file, FileChannel channel) {
        try {
            Held held = new Held(token, file, LockFile.adopt(file, channel), clock.millis());
            held.claimed = false;
            byToken.put(token, held);
            byFile.put(file, held);
        } catch (IOException e) {
            LOG.warn("{} cannot be taken up: {}", file, e.toString());
        }
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
            } else if (held.lock != null && held.claimed && now - held.since > TOUCH) {
                held.since = now;
                touch(held.lock, held.file);
            }
        }
    }

    private static void touch(LockFile lock, Path file) {
        try {
            if (lock.stands()) {
                lock.touch();
            } else {
                LOG.warn("{} has been removed by another program; the session goes on", file);
            }
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
