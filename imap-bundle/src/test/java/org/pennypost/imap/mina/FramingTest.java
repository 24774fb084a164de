// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mina;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.pennypost.imap.wire.Announced;
import org.pennypost.imap.wire.Frames;

class FramingTest {
    private static final Framing.Limits LIMITS = new Framing.Limits(1000, 100);

    private final Frames frames = new Frames();
    private final Framing framing = new Framing(frames);
    private final List<String> commands = new ArrayList<>();
    private byte[] rest = new byte[0];

    /** Takes octets as a session does: literals up to 50 octets are wanted, others dropped. */
    private void take(String text) {
        byte[] more = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer in = ByteBuffer.allocate(rest.length + more.length)
                .put(rest)
                .put(more)
                .flip();
        while (true) {
            int before = in.remaining();
            Framing.Mode mode = framing.mode();
            Framing.Piece piece = framing.take(in, LIMITS);
            if (piece == Framing.Piece.NOTHING && before == in.remaining() && mode == framing.mode()) {
                break;
            }
            on(piece);
            if (piece == Framing.Piece.FLOOD) {
                in.position(in.limit());
                break;
            }
        }
        rest = new byte[in.remaining()];
        in.get(rest);
    }

    private void on(Framing.Piece piece) {
        switch (piece) {
            case LINE -> {
                Optional<Announced> literal = frames.announced();
                if (literal.isEmpty()) {
                    end(frames.latin(0, frames.length()));
                } else if (literal.get().size() <= 50) {
                    frames.append("\r\n");
                    framing.literal(literal.get().size(), null);
                } else {
                    framing.drop(literal.get().size());
                }
            }
            case LITERAL -> frames.startLine();
            case TOO_LONG -> end("too long");
            case DROPPED -> end("dropped");
            case FLOOD -> commands.add("flood");
            case NOTHING -> {}
        }
    }

    private void end(String command) {
        commands.add(command);
        frames.clear();
    }

    @Test
    void cutsLinesAndLiterals() {
        take("a NOOP\r\nb X {3}\r\n{5} {2+}\r\n\r\n\r\nc\n");
        assertThat(commands).containsExactly("a NOOP", "b X {3}\r\n{5} {2+}\r\n\r\n", "c");
    }

    @Test
    void aLiteralThatLooksLikeAnAnnouncementIsNone() {
        take("a {3}\r\n{5}\r\nb\r\n");
        assertThat(commands).containsExactly("a {3}\r\n{5}", "b");
    }

    @Test
    void dropsWhatIsRefusedUpToTheEndOfTheCommand() {
        take("a {60+}\r\n" + "x".repeat(58) + "\r\n {3+}\r\nabc\r\nb\r\n");
        assertThat(commands).containsExactly("dropped", "b");
    }

    @Test
    void holdsNoMoreThanALine() {
        for (int i = 0; i < 1000; i++) {
            take("x".repeat(1000));
            assertThat(frames.length() + rest.length).isLessThan(3000);
        }
        assertThat(commands).startsWith("too long", "flood");
    }

    @Test
    void theNextCommandIsUnharmedByALineTooLong() {
        take("a " + "x".repeat(5000) + "\r\nb\r\n");
        assertThat(commands).containsExactly("too long", "dropped", "b");
    }

    @Test
    void aDroppedLiteralBeyondTheLimitIsAFlood() {
        take("a {60+}\r\n" + "x".repeat(60) + " {101+}\r\n");
        assertThat(commands).containsExactly("flood");
    }

    @Property(tries = 500)
    void cutsTheSameHoweverItComes(@ForAll @IntRange(min = 1, max = 40) int piece) {
        String text = "a NOOP\r\nb X {3}\r\nabc {0}\r\n\r\nc {60}\r\n" + "\r\n".repeat(30) + " t\r\nd\r\n"
                + "e {4+}\r\n\r\n{9\r\nf " + "y".repeat(1200) + "\r\ng\r\n";
        for (int at = 0; at < text.length(); at += piece) {
            take(text.substring(at, Math.min(text.length(), at + piece)));
        }
        assertThat(commands)
                .containsExactly(
                        "a NOOP",
                        "b X {3}\r\nabc {0}\r\n",
                        "dropped",
                        "d",
                        "e {4+}\r\n\r\n{9",
                        "too long",
                        "dropped",
                        "g");
        commands.clear();
    }
}
