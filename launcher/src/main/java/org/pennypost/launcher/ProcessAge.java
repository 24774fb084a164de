// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How long the start has taken so far: since bin/pennypost began, which says when that was; else since Java began. Not
 * since the process began: a shell may have been running for hours before it was exchanged for this program.
 */
final class ProcessAge {
    /** Milliseconds since 1970. */
    static final String BEGUN = "pennypost.begun";

    private ProcessAge() {}

    static Duration now() {
        return since(
                System.getProperty(BEGUN, ""),
                ManagementFactory.getRuntimeMXBean().getStartTime(),
                System.currentTimeMillis());
    }

    static Duration since(String begun, long java, long now) {
        // A date that knows no %N leaves letters.
        long from = begun.matches("[0-9]{13}") ? Long.parseLong(begun) : java;
        return Duration.ofMillis(Math.max(0, now - (from > now ? java : from)));
    }
}
