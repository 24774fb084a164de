// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.pennypost.api.net.Transcript;

class LinesTest {
    private final List<String> log = new ArrayList<>();
    private final Lines lines = new Lines(new Everything(), log::add);

    /** Shows all lines, and hides those that begin with a dot. */
    private static final class Everything implements Transcript {
        @Override
        public String client(String line) {
            return line;
        }

        @Override
        public String server(String line) {
            return line.startsWith(".") ? "" : line;
        }

        @Override
        public OptionalLong literal(String line) {
            int open = line.lastIndexOf('{');
            return open < 0 || !line.endsWith("}")
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(line.substring(open + 1).replaceAll("\\D", "")));
        }
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void client(String text) {
        lines.client(octets(text), 0);
    }

    private void server(String text) {
        lines.server(octets(text));
    }

    @Test
    void linesAreWholeHoweverTheyCome() {
        for (char c : "a NOOP\r\nb NOOP\r\n".toCharArray()) {
            client(String.valueOf(c));
        }
        server("a OK\r\nb OK\r\nhalf");
        assertThat(log).containsExactly("C: a NOOP", "C: b NOOP", "S: a OK", "S: b OK");
    }

    @Test
    void literalsAreNotLines() {
        client("a X {10}\r\n");
        server("+ go on\r\n");
        client("in\r\nside\r\n more\r\n");
        client("b Y {4+}\r\n\r\n\r\n end\r\n");
        server("* 1 FETCH ({6}\r\nab\r\ncd)\r\n");
        assertThat(log)
                .containsExactly(
                        "C: a X {10}", "S: + go on", "C:  more", "C: b Y {4+}", "C:  end", "S: * 1 FETCH ({6}", "S: )");
    }

    @Test
    void aLiteralThatIsRefusedIsNone() {
        client("a X {10}\r\n");
        server("a NO\r\n");
        client("b NOOP\r\n");
        assertThat(log).containsExactly("C: a X {10}", "S: a NO", "C: b NOOP");
    }

    @Test
    void contentsAreCountedOnly() {
        server("* 1 FETCH ({100}\r\n");
        lines.content(100);
        server(")\r\n.one\r\n.two\r\n");
        lines.content(50);
        server("a OK\r\n");
        assertThat(log).containsExactly("S: * 1 FETCH ({100}", "S: )", "S: … (2 lines, 62 octets)", "S: a OK");
    }

    @Test
    void controlsAreShownAndLongLinesCut() {
        client("a\tb\u001b[31m\u0085\r\n");
        client("x".repeat(100_000) + "{3+}\r\nabc\r\n");
        assertThat(log.get(0)).isEqualTo("C: a\\x09b\\x1B[31m\\x85");
        assertThat(log.get(1)).hasSizeLessThan(600).endsWith("…");
        assertThat(log.get(2)).isEqualTo("C: ");
    }

    @Test
    void fieldsCannotBeForged() {
        assertThat(Journal.escaped("a> rip=1.2.3.4\r\n\u2028<é"))
                .isEqualTo("a\\x3E rip=1.2.3.4\\x0D\\x0A\\u2028\\x3Cé");
    }

    @Test
    void whoBeginsInTheMiddleOfALineTakesItsBeginning() {
        lines.client(octets("a LOGIN anna "), 8);
        lines.client(octets("a LOGIN anna secret\r\n"), 13);
        assertThat(log).containsExactly("C: a LOGIN anna secret");
    }
}
