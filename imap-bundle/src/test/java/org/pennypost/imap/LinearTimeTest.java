// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapSyntaxException;
import org.pennypost.api.mail.MailException;
import org.pennypost.imap.mina.Framing;
import org.pennypost.imap.wire.CommandLimits;
import org.pennypost.imap.wire.Frames;
import org.pennypost.imap.wire.NameForm;
import org.pennypost.imap.wire.NeedLiteral;
import org.pennypost.imap.wire.Reader;

/**
 * The longest commands that a client may send, of what is most tiresome to read, for every command: read in a time that
 * only a quadratic reader would miss, and ended by an answer that is meant.
 */
class LinearTimeTest {
    private static final int LONGEST = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final List<String> BEGINNINGS = List.of(
            "",
            " ",
            " INBOX",
            " INBOX (",
            " 1 ",
            " 1 (",
            " 1 FLAGS (",
            " \"\" ",
            " (",
            " INBOX (QRESYNC (1 1 ",
            " 1 BODY[");

    private static final List<String> FILLINGS = List.of(
            "(",
            ")",
            "((",
            "NOT ",
            "OR SEEN ",
            "NOT (",
            "1,",
            "4294967295,",
            "*:1,",
            "9",
            "a",
            "%",
            "*%",
            "\"",
            "\\\"",
            "{1}",
            "1.",
            " ",
            "a ",
            "\\Seen ",
            "\\",
            "&",
            "&AOQ-",
            "/",
            "[",
            "<",
            "=?",
            "\u00C3",
            "\r",
            "FLAGS ",
            "BODY[1] ",
            "SUBJECT x ",
            "x y ",
            "$ ",
            "KEYWORD k ");

    private static Grammar words() {
        List<Installed> installed = new ArrayList<>();
        for (ImapExtension extension : OwnWords.extensions(() -> Settings.SHIPPED)) {
            installed.add(new Installed(
                    extension, new Installed.Origin(extension.name(), "imap-bundle", 0, installed.size())));
        }
        return new Grammar(installed, List.of(), Set.of());
    }

    @TestFactory
    Stream<DynamicTest> reading() {
        Grammar words = words();
        return OwnWords.extensions(() -> Settings.SHIPPED).stream()
                .flatMap(extension -> extension.commands().stream())
                .map(command -> dynamicTest(
                        command.name(), () -> assertTimeoutPreemptively(PATIENCE, () -> readAll(command, words))));
    }

    private static void readAll(Command command, Grammar words) {
        for (String beginning : BEGINNINGS) {
            for (String filling : FILLINGS) {
                StringBuilder line = new StringBuilder(LONGEST + 64).append(beginning);
                while (line.length() < LONGEST) {
                    line.append(filling);
                }
                Frames frames = new Frames();
                frames.append(line.toString());
                Reader in = new Reader(frames, new NameForm(), words, CommandLimits.SHIPPED);
                try {
                    assertThat(command.parse(in)).isNotNull();
                } catch (ImapSyntaxException | MailException | NeedLiteral meant) {
                    assertThat(in.offset()).isBetween(0, frames.length());
                }
            }
        }
    }

    @Test
    void framingOctetByOctet() {
        byte[] octets = ("a " + "x".repeat(LONGEST - 10) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int piece : new int[] {1, 7, 8191, 8192, 100_000}) {
            Frames frames = new Frames();
            Framing framing = new Framing(frames);
            Framing.Piece last = assertTimeoutPreemptively(PATIENCE, () -> feed(framing, octets, piece));
            assertThat(last).isEqualTo(Framing.Piece.LINE);
            assertThat(frames.length()).isEqualTo(octets.length - 2);
        }
    }

    /** As transport does: what was not taken stands in the buffer again, with more behind it. */
    private static Framing.Piece feed(Framing framing, byte[] octets, int piece) {
        int taken = 0;
        Framing.Piece last = Framing.Piece.NOTHING;
        for (int come = piece; last == Framing.Piece.NOTHING; come += piece) {
            ByteBuffer in = ByteBuffer.wrap(octets, taken, Math.min(come, octets.length) - taken);
            last = framing.take(in, new Framing.Limits(LONGEST, 0));
            taken = in.position();
        }
        return last;
    }
}
