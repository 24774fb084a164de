// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/**
 * How much is logged: for each module by its name, and for single sessions under {@code session ID}. Bundles change it as
 * a service; a setting comes as {@code setting MODULE} and counts when it is another than before, so that the exchange of a
 * bundle does not undo what was set in the shell. It speaks in types of the JDK, because the launcher shares no others
 * with bundles (ADR 20).
 */
final class LogLevels extends ConcurrentHashMap<String, String> {
    /** From little to much; each has what is in those before it. */
    static final List<String> STEPS = List.of("crashes-only", "failures", "major", "problems", "low-level", "all-info");

    static final int SHIPPED = STEPS.indexOf("problems");

    private static final long serialVersionUID = 1;
    private static final String SESSION = "session ";
    private static final String SETTING = "setting ";

    private transient volatile View view = new View(Map.of(), Map.of(), -1);

    /** What the filter looks into: numbers of steps by names. */
    private record View(Map<String, Integer> modules, Map<String, Integer> sessions, int most) {}

    /** Gives it to bundles. */
    void register(BundleContext context) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("pennypost.log", "levels");
        context.registerService(ConcurrentMap.class.getName(), this, properties);
    }

    /**
     * Sets a step.
     *
     * @throws IllegalArgumentException if there is no such step
     */
    @Override
    public synchronized @Nullable String put(String key, String step) {
        if (!STEPS.contains(step)) {
            throw new IllegalArgumentException(
                    "unknown level: " + step + "; expected one of " + String.join(", ", STEPS));
        }
        String before = super.put(key, step);
        if (key.startsWith(SETTING) && !step.equals(before)) {
            super.put(key.substring(SETTING.length()), step);
        }
        look();
        return before;
    }

    @Override
    public synchronized @Nullable String remove(Object key) {
        String before = super.remove(key);
        look();
        return before;
    }

    private void look() {
        Map<String, Integer> modules = new HashMap<>();
        Map<String, Integer> sessions = new HashMap<>();
        int most = -1;
        for (Map.Entry<String, String> entry : entrySet()) {
            String key = entry.getKey();
            int step = STEPS.indexOf(entry.getValue());
            if (key.startsWith(SESSION)) {
                sessions.put(key.substring(SESSION.length()), step);
                most = Math.max(most, step);
            } else if (!key.startsWith(SETTING)) {
                modules.put(key, step);
            }
        }
        view = new View(Map.copyOf(modules), Map.copyOf(sessions), most);
    }

    /**
     * Tells whether a record passes.
     *
     * @param about its first argument, which begins with the session's id; null for the question whether any would pass
     */
    boolean passes(String module, int step, @Nullable Object about) {
        View now = view;
        int allowed = now.modules.getOrDefault(module, SHIPPED);
        if (!now.sessions.isEmpty()) {
            allowed = about == null
                    ? Math.max(allowed, now.most)
                    : now.sessions.getOrDefault(String.valueOf(about).split(" ", 2)[0], allowed);
        }
        return step <= allowed;
    }
}
