// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pennypost.itests.client.Wire;
import org.pennypost.itests.variant.JarVariant;

/** Bundles are exchanged under clients who must not notice more than a pause. */
@Tag("real")
class SwapIT {
    private static final Duration LIVE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration BACK_AGAIN = Duration.ofSeconds(10);
    private static final int LEAST_RATE = 200;

    @Test
    void everyBundleIsExchangedTwiceUnderEveryKindOfSession() throws Exception {
        List<String> report = new ArrayList<>();
        try (SwapBed bed = new SwapBed()) {
            bed.startWork();
            bed.startStreams();
            assertThat(bed.load().size()).isGreaterThanOrEqualTo(20);
            bed.load().awaitAllInFlight(Duration.ofSeconds(15));
            long begin = System.nanoTime();
            long before = bed.load().tally().commands();
            List<String> tooLong = new ArrayList<>();
            for (int round = 1; round <= 2; round++) {
                for (String module : SwapBed.MODULES) {
                    exchange(bed, module, round, report, tooLong);
                }
            }
            bed.await("half a minute", LIVE, () -> System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(31), () -> "");
            long rate = (bed.load().tally().commands() - before) * 1_000_000_000L / (System.nanoTime() - begin);
            report.add("commands/s: " + rate);
            bed.load().endStreams();
            bed.await("the end of the streams", LIVE, bed::streamsEnded, () -> "");
            bed.check("streams");
            loadersGo(bed);
            bed.load().stop(Duration.ofSeconds(30));
            write(report, "exchanged");
            bed.check("end");
            bed.verify();
            assertThat(bed.shortestStream()).isGreaterThanOrEqualTo(30);
            assertThat(tooLong).isEmpty();
            assertThat(rate).isGreaterThanOrEqualTo(LEAST_RATE);
        } finally {
            write(report, "exchanged");
        }
    }

    private static void exchange(SwapBed bed, String module, int round, List<String> report, List<String> tooLong) {
        String mark = "variant-" + module + "-" + round;
        JarVariant variant =
                bed.variant(module).version(round == 1 ? "0.0.9" : "9.1.0").marked(mark);
        if (module.equals("imap-bundle")) {
            bed.load().versions().comes(variant, String.valueOf(round));
        } else if (module.equals("pop3-bundle")) {
            variant.text("unknown command", mark);
        }
        bed.load().awaitAllInFlight(Duration.ofSeconds(15));
        Duration noise = noise(bed);
        bed.check("before " + mark);
        long begin = System.nanoTime();
        bed.deploy(module, variant);
        bed.awaitPlugins(mark, LIVE, plugins -> plugins.contains(mark));
        newClassesAnswer(bed, module, mark);
        settle(bed);
        long end = System.nanoTime();
        String longest = bed.load().tally().longest(begin, end);
        report.add(mark + ": longest pause " + longest + ", without an exchange " + noise.toMillis() + " ms");
        if (bed.load().tally().pause(begin, end).compareTo(LONGEST_PAUSE.plus(noise)) >= 0) {
            tooLong.add(mark + " " + longest + " beside " + noise.toMillis() + " ms without an exchange");
        }
        bed.load().exchanged();
        bed.check(mark);
    }

    /** Returns the longest wait of a second in which nothing is exchanged: what the machine itself costs just now. */
    private static Duration noise(SwapBed bed) {
        long begin = System.nanoTime();
        bed.await("a second", LIVE, () -> System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(1), () -> "");
        return bed.load().tally().pause(begin, System.nanoTime());
    }

    private static void newClassesAnswer(SwapBed bed, String module, String mark) {
        if (module.equals("imap-bundle")) {
            bed.load().versions().hasCome();
        } else if (module.equals("pop3-bundle")) {
            try (Wire wire = Wire.plain(bed.server().pop3())) {
                wire.line();
                wire.write("XYZZY\r\n");
                assertThat(wire.line()).isEqualTo("-ERR " + mark);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Lets every busy session get an answer from now on. */
    private static void settle(SwapBed bed) {
        long now = System.nanoTime();
        bed.await(
                "an answer for everybody",
                LIVE,
                () -> bed.load().hasAnsweredAll(now)
                        || !bed.load().tally().failures().isEmpty(),
                () -> "");
    }

    private static void loadersGo(SwapBed bed) {
        String[] last = {""};
        bed.await(
                "the end of old class loaders",
                Duration.ofSeconds(60),
                () -> (last[0] = bed.server().ask("watch:survivors")).contains("survivors 0 of"),
                () -> last[0]);
    }

    @Test
    void whatDoesNotWorkIsTakenBackAndDeletingBringsTheShippedOneBack() throws Exception {
        List<String> report = new ArrayList<>();
        try (SwapBed bed = new SwapBed()) {
            bed.startWork();
            for (String module : SwapBed.MODULES) {
                for (String version : List.of(bed.variant(module).version(), "9.2.0")) {
                    refused(bed, module, bed.variant(module).version(version).unresolvable(), "absent", report);
                    refused(bed, module, bed.variant(module).version(version).failing(), "cannot start", report);
                }
                deleted(bed, module, report);
            }
            bed.load().stop(Duration.ofSeconds(30));
            bed.check("end");
            bed.verify();
        } finally {
            write(report, "refused");
        }
    }

    private static void refused(SwapBed bed, String module, JarVariant variant, String why, List<String> report) {
        bed.load().awaitAllInFlight(Duration.ofSeconds(15));
        long begin = System.nanoTime();
        bed.deploy(module, variant);
        bed.awaitPlugins(
                "the refusal of " + variant.symbolicName() + " " + variant.version(),
                BACK_AGAIN,
                plugins -> plugins.lines()
                        .anyMatch(line -> line.contains(variant.symbolicName() + " " + variant.version() + " ")
                                && line.contains("REJECTED")
                                && line.contains(why)));
        settle(bed);
        long end = System.nanoTime();
        assertThat(end - begin).isLessThan(BACK_AGAIN.toNanos());
        report.add(module + " " + variant.version() + " (" + why + ") refused, longest pause "
                + bed.load().tally().longest(begin, end));
        bed.load().exchanged();
        bed.check(module);
    }

    private static void deleted(SwapBed bed, String module, List<String> report) {
        String mark = "variant-" + module + "-last";
        bed.deploy(module, bed.variant(module).version("9.3.0").marked(mark));
        bed.awaitPlugins(mark, LIVE, plugins -> plugins.contains(mark));
        long begin = System.nanoTime();
        if (module.startsWith("ext-")) {
            bed.deploy(module, bed.variant(module)); // the sessions need it; its removal is another test
        } else {
            bed.server().undeploy(module + ".jar");
        }
        bed.awaitPlugins("the end of " + mark, LIVE, plugins -> !plugins.contains(mark));
        settle(bed);
        report.add(module + " deleted, longest pause " + bed.load().tally().longest(begin, System.nanoTime()));
        bed.load().exchanged();
        bed.check(mark);
    }

    private static void write(List<String> report, String name) throws IOException {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "swap-" + name + ".txt");
        Files.write(file, report);
    }
}
