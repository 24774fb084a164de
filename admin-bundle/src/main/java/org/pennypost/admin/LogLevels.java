// SPDX-License-Identifier: Apache-2.0
package org.pennypost.admin;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.pennypost.api.access.SessionInfo;
import org.pennypost.api.access.Sessions;

/** How much is logged, as the launcher offers it: steps by module, and by {@code session ID} (ADR 20). */
final class LogLevels {
    private static final String SESSION = "session ";
    private static final String SETTING = "setting ";

    private final Services services;
    private final ConcurrentMap<String, String> levels;

    @SuppressWarnings("unchecked")
    LogLevels(Services services) {
        this.services = services;
        this.levels = services.one(ConcurrentMap.class);
    }

    /** Lists them; sessions that have ended are forgotten. */
    Table table() {
        Set<String> here = services.one(Sessions.class).list().stream()
                .map(SessionInfo::id)
                .collect(Collectors.toSet());
        for (String key : List.copyOf(levels.keySet())) {
            if (key.startsWith(SESSION) && !here.contains(key.substring(SESSION.length()))) {
                levels.remove(key);
            }
        }
        Table table = new Table("of", "name", "level");
        for (Map.Entry<String, String> entry : new TreeMap<>(levels).entrySet()) {
            String key = entry.getKey();
            if (key.startsWith(SESSION)) {
                table.row("session", key.substring(SESSION.length()), entry.getValue());
            } else if (!key.startsWith(SETTING)) {
                table.row("module", key, entry.getValue());
            }
        }
        return table;
    }

    /**
     * Sets the level of a module until the server stops, or its setting changes.
     *
     * @throws IllegalArgumentException if there is no such module or level
     */
    void module(String name, String level) {
        String module = name.toUpperCase(Locale.ROOT);
        if (!levels.containsKey(module) || module.indexOf(' ') >= 0) {
            String known = levels.keySet().stream()
                    .filter(key -> key.indexOf(' ') < 0)
                    .sorted(Comparator.naturalOrder())
                    .collect(Collectors.joining(", "));
            throw new IllegalArgumentException("no such module: " + name + "; there are " + known);
        }
        levels.put(module, level);
    }

    /**
     * Sets the level of a session, or gives it back to its module.
     *
     * @throws IllegalArgumentException if there is no such session or level
     */
    void session(String id, String level) {
        if (services.one(Sessions.class).list().stream()
                .noneMatch(session -> session.id().equals(id))) {
            throw new IllegalArgumentException("no such session: " + id);
        }
        if (level.equals("default")) {
            levels.remove(SESSION + id);
        } else {
            levels.put(SESSION + id, level);
        }
    }
}
