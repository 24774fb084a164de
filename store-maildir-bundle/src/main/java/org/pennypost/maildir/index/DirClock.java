// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Decides when a directory must be listed again. Its time of modification is trusted only if it was at least two seconds
 * old when the listing began: else a change in the same tick of the clock could hide. A time that differs calls for a
 * listing at once; one that we caused ourselves, or that is young, calls for one as soon as listing costs no more than a
 * twentieth of the time. Guarded by the lock of its {@link Folder}.
 */
final class DirClock {
    private static final long TRUST = TimeUnit.SECONDS.toNanos(2);
    private static final int SHARE = 20;

    private final Path dir;
    private long listed = Long.MIN_VALUE;
    private long own = Long.MIN_VALUE;
    private boolean trusted;
    private long began;
    private long ended;
    private long cost;

    DirClock(Path dir) {
        this.dir = dir;
    }

    /** Returns the time of the directory in nanoseconds; fails if it is not there. */
    private long look() throws IOException {
        return Files.getLastModifiedTime(dir).to(TimeUnit.NANOSECONDS);
    }

    /** Tells whether the directory must be listed now. */
    boolean due() throws IOException {
        long now = look();
        if (now == listed && trusted) {
            return false;
        }
        return (now != listed && now != own) || System.nanoTime() - ended >= SHARE * cost;
    }

    /** Tells whether another listing will be due without any further change. */
    boolean unsettled() {
        return !trusted || own != listed;
    }

    /** Call before listing. */
    void begin() throws IOException {
        began = System.nanoTime();
        listed = look();
        own = listed;
        trusted = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - listed >= TRUST;
    }

    /** Tells whether the directory has changed since the listing began. */
    boolean stirred() throws IOException {
        return look() != listed;
    }

    /** Call after listing. */
    void end() {
        ended = System.nanoTime();
        cost = ended - began;
    }

    /** Call after all work that a listing brought with it, begun at a {@link System#nanoTime}. */
    void spent(long since) {
        ended = System.nanoTime();
        cost = ended - since;
    }

    /** Call after a change of ours. */
    void changed() throws IOException {
        try {
            own = look();
        } catch (NoSuchFileException e) {
            own = Long.MIN_VALUE;
        }
    }

    /** Returns the time that may be trusted after a restart, 0 if none. */
    long settled() {
        return trusted && own == listed ? listed : 0;
    }

    /** Takes up what {@link #settled} gave, and forgets all else. */
    void restore(long time) {
        listed = Long.MIN_VALUE;
        own = Long.MIN_VALUE;
        trusted = false;
        if (time != 0) {
            listed = time;
            own = time;
            trusted = true;
        }
    }
}
