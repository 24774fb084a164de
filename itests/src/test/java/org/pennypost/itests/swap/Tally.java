// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What the sessions of a load have seen. Used by all of them at once. */
final class Tally {
    private static final long NOTABLE = TimeUnit.MILLISECONDS.toNanos(20);

    private final LongAdder commands = new LongAdder();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Wait> waits = new ConcurrentLinkedQueue<>();

    private final Map<String, Long> latest = new ConcurrentHashMap<>();

    private record Wait(String who, String command, long begin, long end) {}

    /** A command has been answered. */
    void answered(String who, String command, long begin) {
        long end = System.nanoTime();
        commands.increment();
        latest.merge(who, begin, Math::max);
        if (end - begin > NOTABLE) {
            waits.add(new Wait(who, command, begin, end));
        }
    }

    /** Returns whether a command has been answered that was sent after a moment. */
    boolean hasAnswered(String who, long since) {
        return latest.getOrDefault(who, Long.MIN_VALUE) > since;
    }

    /** Commands have been answered whose times mean nothing, since the client was slow. */
    void answered(int count) {
        commands.add(count);
    }

    /** Something went wrong: dropped, BAD, NO or wrong. */
    void failed(String who, String what) {
        failures.add(who + ": " + what);
    }

    List<String> failures() {
        return new ArrayList<>(failures);
    }

    long commands() {
        return commands.sum();
    }

    /** Returns the longest time a command took of those that were under way between two moments, with its name. */
    String longest(long from, long to) {
        Wait longest = null;
        for (Wait wait : waits) {
            if (wait.end > from && wait.begin < to && (longest == null || time(wait) > time(longest))) {
                longest = wait;
            }
        }
        return longest == null
                ? "under 20 ms"
                : TimeUnit.NANOSECONDS.toMillis(time(longest)) + " ms (" + longest.who + ", " + longest.command + ")";
    }

    /** Returns the longest time a command took of those that were under way between two moments. */
    Duration pause(long from, long to) {
        return Duration.ofNanos(waits.stream()
                .filter(wait -> wait.end > from && wait.begin < to)
                .mapToLong(Tally::time)
                .max()
                .orElse(0));
    }

    private static long time(Wait wait) {
        return wait.end - wait.begin;
    }
}
