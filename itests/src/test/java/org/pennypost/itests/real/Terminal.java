// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A terminal for a program that wants one: a tmux of its own, its socket in the program's home. */
final class Terminal implements AutoCloseable {
    private final Path home;

    /** Starts a command line of the shell in a terminal of 100 columns and 30 rows. */
    Terminal(Path home, String command) throws IOException {
        this.home = home;
        Files.writeString(home.resolve("tmux.conf"), "set -g exit-empty on\n");
        Peer.Ended ended = tmux("new-session", "-d", "-x", "100", "-y", "30", command);
        if (ended.code() != 0) {
            throw new AssertionError(ended.said());
        }
    }

    /** Presses keys by tmux's names for them, such as {@code Enter}; a word that is none is typed. */
    Terminal press(String... keys) {
        List<String> words = new ArrayList<>(List.of("send-keys"));
        Arrays.stream(keys).map(key -> key.equals(";") ? "\\;" : key).forEach(words::add);
        tmux(words.toArray(String[]::new));
        return this;
    }

    /** Waits until the screen shows a text that matches a pattern. */
    Terminal see(String pattern) {
        try {
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .pollInterval(50, TimeUnit.MILLISECONDS)
                    .until(() -> screen().matches("(?s).*" + pattern + ".*"));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("does not show '" + pattern + "':\n" + screen(), e);
        }
        return this;
    }

    /** Waits until the program has ended. */
    void ended() {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> tmux("has-session").code() != 0);
    }

    String screen() {
        return tmux("capture-pane", "-p").text();
    }

    private Peer.Ended tmux(String... words) {
        List<String> command = new ArrayList<>(List.of(
                "tmux",
                "-u",
                "-S",
                home.resolve("tmux").toString(),
                "-f",
                home.resolve("tmux.conf").toString()));
        command.addAll(Arrays.asList(words));
        return Peer.run(home, command.toArray(String[]::new));
    }

    @Override
    public void close() {
        tmux("kill-server");
    }
}
