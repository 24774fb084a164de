// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * A map that forgets what was not asked for longest when it is full. To be used by one thread at a time.
 *
 * @param <K> key
 * @param <V> value
 */
final class Table<K, V> {
    private final Map<K, V> rows;

    Table(IntSupplier most) {
        rows = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most.getAsInt();
            }
        };
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    V of(K key, Supplier<V> made) {
        return rows.computeIfAbsent(key, any -> made.get());
    }

    int size() {
        return rows.size();
    }
}
