// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Waits until the server of a home has taken in what was put into deploy/, so that the next command meets it. */
final class RunningServer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Home home;

    RunningServer(Home home) {
        this.home = home;
    }

    /** Returns when the bundle serves, or at once if no server runs; fails with the reason when it is refused. */
    void awaitServing(String symbolicName) throws IOException {
        await(symbolicName, true);
    }

    /** Returns when the bundle that came from deploy/ is gone, or at once if no server runs. */
    void awaitGone(String symbolicName) throws IOException {
        await(symbolicName, false);
    }

    private void await(String symbolicName, boolean serving) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (HomeLock.owner(home).isPresent()) {
            Optional<String> line = ask().flatMap(table -> line(table, symbolicName));
            if (serving && line.isPresent()) {
                String state = line.get().split("\\s+")[2];
                if (!state.equals("ACTIVE")) {
                    throw ExitException.error(
                            "refused by the running server: " + line.get().replaceFirst("^\\S+\\s+\\S+\\s+", ""));
                }
                return;
            }
            if (!serving && line.isEmpty()) {
                return;
            }
            if (System.nanoTime() - end > 0) {
                throw ExitException.error("the running server has not noticed within " + PATIENCE.toSeconds()
                        + " s: see mail:plugins and log/pennypost.log");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static Optional<String> line(String table, String symbolicName) {
        return table.lines()
                .filter(line -> line.matches("\\Q" + symbolicName + "\\E\\s+bundle\\s.*"))
                .findFirst();
    }

    /** Empty while the server starts or stops. */
    private Optional<String> ask() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Screen screen = new Screen(InputStream.nullInputStream(), said, OutputStream.nullOutputStream(), null);
        try {
            return new ConsoleCommand(screen, home.distribution()).run(home, "mail:plugins") == 0
                    ? Optional.of(said.toString(StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (ExitException notYet) {
            return Optional.empty();
        }
    }
}
