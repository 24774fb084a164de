// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.drop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.Progress;
import org.pennypost.pop3.wire.DotWriter;
import org.pennypost.pop3.wire.Sink;

/** RFC 1939 §3 and §7: what a client has after it has taken the dots away is the message, however it was cut on its way. */
class RoundTripTest {
    private static final List<String> PIECES =
            List.of(".", ".", "..", "\r\n", "\r\n", "\r\n.", "\r\n.\r\n", "\r", "a", "Subject: x\r\n", "\r\n\r\n", "é");

    /** A message that comes in pieces of any size. */
    private record Pieces(byte[] octets, Random random) implements Content {
        @Override
        public long length() {
            return octets.length;
        }

        @Override
        public int read(long offset, ByteBuffer target) {
            if (offset >= octets.length) {
                return -1;
            }
            int most = (int) Math.min(target.remaining(), octets.length - offset);
            int count = most == 0 ? 0 : 1 + random.nextInt(most);
            target.put(octets, (int) offset, count);
            return count;
        }

        @Override
        public void close() {}
    }

    /** A client that takes now and then a little. */
    private static final class Client implements Sink {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final Random random;

        Client(Random random) {
            this.random = random;
        }

        @Override
        public void put(ByteBuffer octets) {
            while (octets.hasRemaining()) {
                taken.write(octets.get());
            }
        }

        @Override
        public void flush() {}

        @Override
        public boolean hasRoom() {
            return random.nextInt(4) > 0;
        }

        /** lines up to the dot, one dot taken from those that begin with it */
        String message() {
            String all = taken.toString(StandardCharsets.ISO_8859_1);
            StringBuilder message = new StringBuilder();
            int at = 0;
            for (int end = all.indexOf("\r\n"); end >= 0; end = all.indexOf("\r\n", at)) {
                String line = all.substring(at, end);
                at = end + 2;
                if (line.equals(".")) {
                    assertThat(all).as("nothing follows the dot").hasSize(at);
                    return message.toString();
                }
                message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            throw new AssertionError("no dot at the end of " + all);
        }
    }

    private static String sent(byte[] octets, long end, long seed) {
        Random random = new Random(seed);
        Client client = new Client(random);
        DotWriter out = new DotWriter(client);
        MessageRows rows = new MessageRows(new Pieces(octets, random), end, out);
        while (!(rows.next() instanceof Outcome.Done)) {
            if (random.nextBoolean()) {
                // the bundle has been exchanged: another stream goes on at the position
                rows = new MessageRows(new Pieces(octets, random), end, out).from(rows.position());
            }
        }
        out.end();
        return client.message();
    }

    private static String whole(byte[] octets, int end) {
        String text = new String(octets, 0, end, StandardCharsets.ISO_8859_1);
        return text.isEmpty() || text.endsWith("\r\n") ? text : text + "\r\n";
    }

    @Provide
    Arbitrary<String> messages() {
        return Arbitraries.of(PIECES).list().ofMaxSize(60).map(pieces -> String.join("", pieces));
    }

    @Property
    void anyMessageCutAnywhere(@ForAll("messages") String message, @ForAll long seed) {
        byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(sent(octets, octets.length, seed)).isEqualTo(whole(octets, octets.length));
    }

    @Property
    void topOfAnyMessage(@ForAll("messages") String message, @ForAll @IntRange(max = 12) int lines, @ForAll long seed) {
        byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
        int expected = expected(message, lines);
        assertThat(Top.end(new Pieces(octets, new Random(seed)), lines, Progress.NONE))
                .isEqualTo(expected);
        assertThat(sent(octets, expected, seed)).isEqualTo(whole(octets, expected));
    }

    /** where the header, the blank line and some lines end, by looking at whole lines */
    private static int expected(String message, int lines) {
        int at = 0;
        boolean body = false;
        int left = lines;
        while (at < message.length() && (!body || left > 0)) {
            int end = message.indexOf('\n', at);
            if (end < 0) {
                return message.length();
            }
            left -= body ? 1 : 0;
            body |= message.substring(at, end).replace("\r", "").isEmpty();
            at = end + 1;
        }
        return at;
    }

    static List<String> borders() {
        return IntStream.of(8 * 1024, 16 * 1024, 32 * 1024, 64 * 1024)
                .flatMap(border -> IntStream.rangeClosed(border - 4, border + 4))
                .boxed()
                .flatMap(at -> List.of("\r\n.", "\r\n.\r\n", ".\r\n", "\r\n..\r\n", "\r", "\r\n\r\n", "").stream()
                        .map(what -> "x".repeat(at - 1) + what))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("borders")
    void dotsAndLineEndsAtTheBordersOfBuffers(String begin) {
        for (String rest : List.of("", ".", "\r\n", ".\r\n.\r\nend\r\n")) {
            byte[] octets = (begin + rest).getBytes(StandardCharsets.ISO_8859_1);
            assertThat(sent(octets, octets.length, octets.length)).isEqualTo(whole(octets, octets.length));
        }
    }
}
