// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** How long this process has been running, counted from its very start. */
final class ProcessAge {
    private static final int START_TIME = 22;
    private static final double TICKS_PER_SECOND = 100;

    private ProcessAge() {}

    /** On Linux from /proc, to a hundredth of a second: ProcessHandle's start instant is off by up to one second there. */
    static Duration now() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String uptime = Files.readString(Path.of("/proc/uptime"));
            return age(stat, uptime);
        } catch (IOException | IllegalArgumentException e) {
            return Duration.ofMillis(System.currentTimeMillis()
                    - ManagementFactory.getRuntimeMXBean().getStartTime());
        }
    }

    static Duration age(String stat, String uptime) {
        // The second field, the program's name in brackets, may hold spaces.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        if (fields.length < START_TIME - 2) {
            throw new IllegalArgumentException(stat);
        }
        double started = Double.parseDouble(fields[START_TIME - 3]) / TICKS_PER_SECOND;
        double now = Double.parseDouble(uptime.split(" ", 2)[0]);
        return Duration.ofMillis(Math.round((now - started) * 1000));
    }
}
