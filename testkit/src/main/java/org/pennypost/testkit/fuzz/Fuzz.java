// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Feeds a piece of code with inputs that nobody would write: first what is kept in {@code src/test/resources/fuzz/NAME},
 * then mutations of a corpus for some seconds.
 *
 * <p>The system property {@code pennypost.fuzz.seconds} says how long (0 to 86,400; 3 if it is not there), and
 * {@code pennypost.fuzz.seed} repeats a run. An input at which the code throws, or for which it takes more than five
 * seconds of its thread's processor time, is written to {@code target/fuzz}, and the failure says where: it belongs into
 * the kept ones then. Not for use by several threads.
 */
public final class Fuzz {
    private static final long MOST_CPU = Duration.ofSeconds(5).toNanos();
    private static final int MEBIBYTE = 1024 * 1024;

    private final String name;
    private final List<byte[]> kept;
    private final List<byte[]> corpus = new ArrayList<>();
    private final List<byte[]> words = new ArrayList<>();
    private int most = 16 * 1024;

    /** What is tried: throws when something is wrong. */
    @FunctionalInterface
    public interface Target {
        /**
         * Takes one input.
         *
         * @throws Exception if the code under test does not behave
         */
        void accept(byte[] input) throws Exception;
    }

    private Fuzz(String name) {
        this.name = name;
        this.kept = files(Path.of("src", "test", "resources", "fuzz", name));
    }

    /** Returns a fuzzer for a target of that name, with no corpus yet but the kept inputs. */
    public static Fuzz of(String name) {
        return new Fuzz(name);
    }

    /** Adds inputs to begin with. */
    public Fuzz corpus(List<byte[]> inputs) {
        corpus.addAll(inputs);
        return this;
    }

    /** Adds all files of a folder. */
    public Fuzz corpus(Path folder) {
        return corpus(files(folder));
    }

    /** Adds words of the language: keywords, separators. */
    public Fuzz words(Stream<String> more) {
        more.map(word -> word.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))
                .forEach(words::add);
        return this;
    }

    /** Sets the most octets of an input (1 to 1,048,576; 16,384 if nobody says). */
    public Fuzz most(int octets) {
        if (octets < 1 || octets > MEBIBYTE) {
            throw new IllegalArgumentException("1 to " + MEBIBYTE + ": " + octets);
        }
        most = octets;
        return this;
    }

    /**
     * Runs.
     *
     * @return how many inputs were tried
     * @throws AssertionError at the first that failed
     */
    public long run(Target target) {
        kept.forEach(input -> tryOut(target, input, "kept"));
        corpus.addAll(kept);
        words.add(new byte[] {' '});
        long seed = Long.getLong("pennypost.fuzz.seed", new Random().nextLong());
        Mutator mutator = new Mutator(corpus, words, most, seed);
        long end = System.nanoTime()
                + Duration.ofSeconds(Integer.getInteger("pennypost.fuzz.seconds", 3))
                        .toNanos();
        long tried = kept.size();
        while (System.nanoTime() < end) {
            tryOut(target, mutator.next(), "seed " + seed);
            tried++;
        }
        return tried;
    }

    /**
     * Tries each word, repeated up to a mebibyte, between a head and a tail: what takes more than linear time does not come
     * to an end.
     *
     * @throws AssertionError if one fails or takes too long
     */
    public void growing(String head, String tail, Target target) {
        for (byte[] word : words) {
            byte[] start = head.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            byte[] end = tail.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            int count = Math.max(1, MEBIBYTE / Math.max(1, word.length));
            byte[] input = new byte[start.length + count * word.length + end.length];
            System.arraycopy(start, 0, input, 0, start.length);
            for (int i = 0; i < count; i++) {
                System.arraycopy(word, 0, input, start.length + i * word.length, word.length);
            }
            System.arraycopy(end, 0, input, input.length - end.length, end.length);
            tryOut(target, input, "growing");
        }
    }

    private void tryOut(Target target, byte[] input, String from) {
        long began = cpu();
        try {
            target.accept(input);
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            throw new AssertionError(name + " (" + from + "): " + keep(input), e);
        }
        long took = cpu() - began;
        if (took > MOST_CPU) {
            throw new AssertionError(
                    name + " (" + from + ") took " + Duration.ofNanos(took).toMillis() + " ms: " + keep(input));
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private Path keep(byte[] input) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "fuzz", name));
            String hash = HexFormat.of().toHexDigits(java.util.Arrays.hashCode(input));
            return Files.write(folder.resolve(hash), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<byte[]> all = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                all.add(Files.readAllBytes(file));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
