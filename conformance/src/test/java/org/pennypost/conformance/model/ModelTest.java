// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.model;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.Stores;

/**
 * Several sessions do anything at once in one mailbox; none is ever told something wrong, and in the end all agree.
 *
 * <p>Runs for {@code model.seconds}, shared by the stores (60 by default). What fails names the seed of its round;
 * {@code -Dmodel.seed=N} plays that round, {@code model.times} times (10 by default).
 */
class ModelTest {
    private static final long SECONDS = Long.getLong("model.seconds", 60);

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(Stores.class)
    void everybodyIsToldTheTruth(Stores store) throws Exception {
        try (InProcessServer server = new InProcessServer(store.open(home), home)) {
            Path mail = store == Stores.MAILDIR ? home.resolve("mail") : null;
            Long seed = Long.getLong("model.seed");
            if (seed != null) {
                for (int i = 0; i < Integer.getInteger("model.times", 10); i++) {
                    play(server, mail, seed);
                }
                return;
            }
            long share = store == Stores.MAILDIR ? SECONDS * 2 / 3 : SECONDS / 3;
            long end = System.nanoTime() + Duration.ofSeconds(share).toNanos();
            long next = System.currentTimeMillis() * 1000;
            do {
                play(server, mail, next++);
            } while (System.nanoTime() < end);
        }
    }

    private static void play(InProcessServer server, Path mail, long seed) throws Exception {
        try (Round round = new Round(server, mail, seed)) {
            round.play();
        } catch (AssertionError | Exception failed) {
            throw new AssertionError("-Dmodel.seed=" + seed + ": " + failed.getMessage(), failed);
        }
    }
}
