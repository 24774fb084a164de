// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.plugin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pennypost.api.plugin.PluginState;

/**
 * The services of one kind, highest ranking first. Safe for use by several threads.
 *
 * @param <T> what they are
 */
public final class Plugins<T> {
    private final String kind;
    private final Map<Comparable<Object>, Entry<T>> entries = new TreeMap<>(Collections.reverseOrder());

    private record Entry<T>(T plugin, String name, String bundle) {}

    /** Makes an empty list of plug-ins of this kind, such as {@code store}. */
    public Plugins(String kind) {
        this.kind = kind;
    }

    /** Returns a bundle as the report shows it. */
    public static String origin(String symbolicName, Object version) {
        return symbolicName + " " + version;
    }

    /**
     * Adds one.
     *
     * @param reference of the service, which orders by ranking
     * @param bundle it came with, see {@link #origin}
     */
    public synchronized void add(Comparable<Object> reference, T plugin, String name, String bundle) {
        entries.put(reference, new Entry<>(plugin, name, bundle));
    }

    /** Takes one out. */
    public synchronized void remove(Comparable<Object> reference) {
        entries.remove(reference);
    }

    /** Returns them all, best first. */
    public synchronized List<T> active() {
        List<T> list = new ArrayList<>();
        entries.values().forEach(entry -> list.add(entry.plugin));
        return list;
    }

    /**
     * Returns what became of each.
     *
     * @param onlyFirst whether the first alone serves
     */
    public synchronized List<PluginState> report(boolean onlyFirst) {
        List<PluginState> list = new ArrayList<>();
        for (Entry<T> entry : entries.values()) {
            boolean shadowed = onlyFirst && !list.isEmpty();
            list.add(new PluginState(
                    entry.name,
                    kind,
                    entry.bundle,
                    shadowed ? PluginState.State.SHADOWED : PluginState.State.ACTIVE,
                    shadowed ? "another of a higher ranking serves" : ""));
        }
        return list;
    }
}
