// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import org.pennypost.maildir.lock.DotLock;

/** Makes bases of file names that nobody else makes: second, microsecond, process, count, host. */
public final class UniqueName {
    /** Orders bases as they were delivered: by second, microsecond, then text. */
    public static final Comparator<String> DELIVERY = Comparator.comparingLong(UniqueName::secondOf)
            .thenComparingLong(UniqueName::micro)
            .thenComparing(b -> b);

    private final InstantSource clock;
    private final String tail;
    private final AtomicLong count = new AtomicLong();

    /** Makes a source for this process. */
    public UniqueName(InstantSource clock) {
        this.clock = clock;
        this.tail = "." + DotLock.host();
    }

    /** Returns the second it is. */
    public long second() {
        return clock.instant().getEpochSecond();
    }

    /** Returns a new base without sizes. */
    public String next() {
        Instant now = clock.instant();
        return now.getEpochSecond() + ".M" + now.getNano() / 1000 + "P"
                + ProcessHandle.current().pid() + "Q" + count.incrementAndGet() + tail;
    }

    private static long secondOf(String base) {
        return digits(base, 0);
    }

    private static long micro(String base) {
        int at = base.indexOf(".M");
        return at < 0 ? 0 : digits(base, at + 2);
    }

    private static long digits(String text, int from) {
        long value = 0;
        for (int i = from; i < text.length() && i < from + 18; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                break;
            }
            value = 10 * value + (c - '0');
        }
        return value;
    }
}
