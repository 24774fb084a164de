// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.time.Duration;

/**
 * What wrong passwords cost.
 *
 * @param first after which a failed login is answered
 * @param most to which that grows
 * @param free failures that do not make it grow
 * @param hold the longest that a login waits before it is checked; one that would have to wait longer is refused
 * @param table addresses, and users, that are remembered at most
 */
public record Delays(Duration first, Duration most, int free, Duration hold, int table) {
    /** Returns what a failure costs that comes after so many others. */
    Duration after(double failures) {
        double over = failures - free;
        if (over <= 0) {
            return first;
        }
        double nanos = first.toNanos() * Math.pow(2, Math.min(over, 30));
        return nanos >= most.toNanos() ? longer(first, most) : Duration.ofNanos((long) nanos);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
