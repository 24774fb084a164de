// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** {@code stop} and {@code status}: what the lock on the home says. */
final class StopCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Screen screen;
    private final Path distribution;

    StopCommand(Screen screen, Path distribution) {
        this.screen = screen;
        this.distribution = distribution;
    }

    int status(List<String> args) {
        Home home = home(args);
        screen.out("running, process " + owner(home));
        return 0;
    }

    int stop(List<String> args) {
        Home home = home(args);
        long pid = owner(home);
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty() || !process.get().destroy()) {
            throw ExitException.error("process " + pid + " cannot be signalled: it may belong to another user");
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.get().isAlive()) {
            if (System.nanoTime() > end) {
                throw ExitException.error("process " + pid + " still runs after " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        screen.out("stopped");
        return 0;
    }

    private Home home(List<String> args) {
        Arguments arguments = Arguments.parse(args, "home");
        arguments.noWords();
        return arguments.home(distribution);
    }

    private static long owner(Home home) {
        if (!Files.isDirectory(home.path())) {
            throw ExitException.notRunning("not running: there is no home " + home.path());
        }
        try {
            OptionalLong pid = HomeLock.owner(home);
            return pid.orElseThrow(() -> ExitException.notRunning("not running on home " + home.path()));
        } catch (IOException e) {
            throw ExitException.error("home " + home.path() + ": " + Home.reason(e));
        }
    }
}
