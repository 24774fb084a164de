// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Who guesses, and what it costs him. Failures are counted per address (of IPv6 its /64), and per user for all addresses
 * from which that user has never logged in. From an address where he has, only the failures of that pair count: whoever
 * hammers a user's name elsewhere does not keep him out. One failure is forgotten each minute. Tables are bounded, so what
 * was not seen longest is forgotten first; addresses where a user has logged in have a table of their own, which no failure
 * can fill. Safe for use by several threads.
 */
final class Penalties {
    private static final double FORGET_NANOS = Duration.ofMinutes(1).toNanos();

    private final Supplier<Delays> delays;
    private final LongSupplier clock;
    private final Table<String, Counter> addresses = new Table<>(this::most);
    private final Table<String, Counter> users = new Table<>(this::most);
    private final Table<Pair, Counter> known = new Table<>(this::most);

    private record Pair(String user, String address) {}

    /** Failures of late, and when the next guess is looked at. */
    private static final class Counter {
        private double failures;
        private long seen;
        private long next;

        Counter(long now) {
            seen = now;
            next = now;
        }

        double failures(long now) {
            failures = Math.max(0, failures - (now - seen) / FORGET_NANOS);
            seen = now;
            return failures;
        }
    }

    Penalties(Supplier<Delays> delays, LongSupplier clock) {
        this.delays = delays;
        this.clock = clock;
    }

    private int most() {
        return delays.get().table();
    }

    /** Returns whom failures from an address are counted for: IPv4 by itself, IPv6 by its first 64 bits. */
    static String network(InetAddress address) {
        byte[] octets = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(octets, 8) : octets);
    }

    private List<Counter> counters(String user, String network, long now) {
        return known.find(new Pair(user, network))
                .map(List::of)
                .orElseGet(() ->
                        List.of(addresses.of(network, () -> new Counter(now)), users.of(user, () -> new Counter(now))));
    }

    /** Tells whether the user has logged in from this network. */
    synchronized boolean knows(String user, InetAddress address) {
        return known.find(new Pair(user, network(address))).isPresent();
    }

    /** Returns how long this guess must wait before it is looked at; each further one waits longer. */
    synchronized Duration hold(String user, InetAddress address) {
        long now = clock.getAsLong();
        Delays rules = delays.get();
        long hold = 0;
        for (Counter counter : counters(user, network(address), now)) {
            double failures = counter.failures(now);
            if (failures > rules.free()) {
                hold = Math.max(hold, counter.next - now);
            }
        }
        if (hold > rules.hold().toNanos()) {
            return Duration.ofNanos(hold);
        }
        for (Counter counter : counters(user, network(address), now)) {
            double failures = counter.failures(now);
            if (failures > rules.free()) {
                counter.next = now + hold + rules.after(failures).toNanos();
            }
        }
        return Duration.ofNanos(Math.max(0, hold));
    }

    /** Counts a failure; returns how long after its beginning the login is answered. */
    synchronized Duration failed(String user, InetAddress address) {
        long now = clock.getAsLong();
        double most = 0;
        for (Counter counter : counters(user, network(address), now)) {
            counter.failures = counter.failures(now) + 1;
            most = Math.max(most, counter.failures);
        }
        return delays.get().after(most);
    }

    /** Notes that the user has logged in from an address; a success makes up for one failure of that address. */
    synchronized void passed(String user, InetAddress address) {
        long now = clock.getAsLong();
        String network = network(address);
        known.of(new Pair(user, network), () -> new Counter(now)).failures = 0;
        addresses.find(network).ifPresent(counter -> counter.failures = Math.max(0, counter.failures(now) - 1));
    }

    /** Returns how many rows there are, for tests. */
    synchronized int size() {
        return Math.max(addresses.size(), Math.max(users.size(), known.size()));
    }
}
