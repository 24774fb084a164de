// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts who is in, by a key.
 *
 * @param <K> what is counted by
 */
public final class Tally<K> {
    private final Map<K, Integer> counts = new ConcurrentHashMap<>();

    /** Counts one more and returns how many there are now. */
    public int enter(K key) {
        return counts.merge(key, 1, Integer::sum);
    }

    /** Counts one less. */
    public void leave(K key) {
        counts.computeIfPresent(key, (k, count) -> count > 1 ? count - 1 : null);
    }
}
