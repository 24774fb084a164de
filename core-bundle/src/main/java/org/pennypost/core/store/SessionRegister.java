// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.pennypost.api.access.SessionInfo;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Session;

/** Everybody who has a session, oldest first. Safe for use by several threads. */
final class SessionRegister {
    private static final Duration PLACE = Duration.ofSeconds(10);

    private final ConcurrentSkipListMap<Long, Guest> guests = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> sessions = new HashMap<>();
    private final Map<String, Deque<Long>> places = new HashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /**
     * Takes a place among a user's sessions. It is his until his next session registers, or for a short time: a client who
     * goes between the two frees it.
     */
    synchronized boolean place(String user, int most) {
        long now = System.nanoTime();
        Deque<Long> taken = places.computeIfAbsent(user, any -> new ArrayDeque<>());
        while (!taken.isEmpty() && taken.peekFirst() - now < 0) {
            taken.removeFirst();
        }
        boolean free = sessions.getOrDefault(user, 0) + taken.size() < most;
        if (free) {
            taken.addLast(now + PLACE.toNanos());
        } else if (taken.isEmpty()) {
            places.remove(user);
        }
        return free;
    }

    private synchronized void come(String user) {
        sessions.merge(user, 1, Integer::sum);
        Deque<Long> taken = places.get(user);
        if (taken != null) {
            taken.pollFirst();
            if (taken.isEmpty()) {
                places.remove(user);
            }
        }
    }

    private synchronized void gone(Guest guest) {
        if (guests.remove(guest.number()) != null) {
            sessions.computeIfPresent(guest.identity().user(), (user, count) -> count == 1 ? null : count - 1);
        }
    }

    Guest add(Session session, Connection connection, Guest.Person person) {
        Guest guest = new Guest(numbers.incrementAndGet(), session, connection, person);
        guest.whenLeft(() -> gone(guest));
        come(person.identity().user());
        guests.put(guest.number(), guest);
        return guest;
    }

    List<Guest> all() {
        return List.copyOf(guests.values());
    }

    List<SessionInfo> list() {
        return guests.values().stream().map(Guest::info).toList();
    }

    boolean kill(String id) {
        List<Guest> found = guests.values().stream()
                .filter(guest -> guest.info().id().equals(id))
                .toList();
        found.forEach(guest -> guest.farewell("ended by the operator"));
        return !found.isEmpty();
    }
}
