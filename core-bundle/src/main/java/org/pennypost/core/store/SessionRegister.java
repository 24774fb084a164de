// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.store;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.pennypost.api.access.SessionInfo;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Session;

/** Everybody who has a session, oldest first. Safe for use by several threads. */
final class SessionRegister {
    private final ConcurrentSkipListMap<Long, Guest> guests = new ConcurrentSkipListMap<>();
    private final AtomicLong numbers = new AtomicLong();

    Guest add(Session session, Connection connection, Guest.Person person) {
        Guest guest = new Guest(numbers.incrementAndGet(), session, connection, person);
        guest.whenLeft(() -> guests.remove(guest.number()));
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
