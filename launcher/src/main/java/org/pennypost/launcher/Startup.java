// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.util.List;

/**
 * What the start had to say.
 *
 * @param lines one per store, extension and listener
 * @param errors what did not start, and why
 * @param transport did a transport report at all?
 */
record Startup(List<String> lines, List<String> errors, boolean transport) {
    Startup {
        lines = List.copyOf(lines);
        errors = List.copyOf(errors);
    }

    boolean nothingServed() {
        return transport && !says(lines, "listener ") || says(errors, "error store ") && !says(lines, "store ");
    }

    private static boolean says(List<String> lines, String beginning) {
        return lines.stream().anyMatch(line -> line.startsWith(beginning));
    }
}
