// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Makes new inputs out of known ones: pieces cut, doubled, exchanged between inputs, words of the language put in. */
final class Mutator {
    private static final byte[] ODD = {0, 1, 9, 10, 13, 32, 34, 37, 40, 41, 42, 43, 91, 92, 93, 123, 125, 127, -128, -1
    };
    private static final int MOST_REPEATS = 200;

    private final List<byte[]> corpus;
    private final List<byte[]> words;
    private final int most;
    private final Random random;

    Mutator(List<byte[]> corpus, List<byte[]> words, int most, long seed) {
        this.corpus = corpus;
        this.words = words;
        this.most = most;
        this.random = new Random(seed);
    }

    /** Returns the next input. */
    byte[] next() {
        byte[] input = any(corpus);
        for (int i = random.nextInt(8); i >= 0; i--) {
            input = changed(input);
        }
        return input.length <= most ? input : piece(input, 0, most);
    }

    private byte[] changed(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = from + random.nextInt(Math.min(input.length - from, 64) + 1);
        return switch (random.nextInt(8)) {
            case 0 -> replaced(input, from, to, new byte[0]);
            case 1 -> replaced(input, from, from, piece(input, from, to));
            case 2 -> replaced(input, from, to, new byte[] {ODD[random.nextInt(ODD.length)]});
            case 3 -> replaced(input, from, to, new byte[] {(byte) random.nextInt(256)});
            case 4 -> replaced(input, from, to, any(words));
            case 5 -> replaced(input, from, from, repeated(random.nextBoolean() ? any(words) : piece(input, from, to)));
            case 6 -> replaced(input, from, to, number());
            default -> replaced(input, from, to, slice(any(corpus)));
        };
    }

    private byte[] number() {
        String digits = switch (random.nextInt(4)) {
            case 0 -> String.valueOf(random.nextInt(12));
            case 1 -> String.valueOf((1L << random.nextInt(63)) + random.nextInt(3) - 1);
            case 2 -> "9".repeat(1 + random.nextInt(30));
            default -> "-" + random.nextInt(100);
        };
        return digits.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private byte[] repeated(byte[] piece) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 1 + random.nextInt(MOST_REPEATS); i > 0 && all.size() < most; i--) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    private byte[] slice(byte[] other) {
        int from = random.nextInt(other.length + 1);
        return piece(other, from, from + random.nextInt(other.length - from + 1));
    }

    private byte[] any(List<byte[]> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static byte[] piece(byte[] input, int from, int to) {
        return java.util.Arrays.copyOfRange(input, from, Math.min(to, input.length));
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(input.length + by.length);
        all.write(input, 0, from);
        all.writeBytes(by);
        all.write(input, to, input.length - to);
        return all.toByteArray();
    }
}
