// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotWriterTest {
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final DotWriter writer = new DotWriter(new Sink() {
        @Override
        public void put(ByteBuffer more) {
            while (more.hasRemaining()) {
                octets.write(more.get());
            }
        }

        @Override
        public void flush() {}

        @Override
        public boolean hasRoom() {
            return true;
        }
    });

    private String written() {
        return octets.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "|");
    }

    private void put(String text) {
        writer.octets(ByteBuffer.wrap(text.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @CsvSource({
        "a|b|, a|b|.|",
        ".|, ..|.|",
        "..|, ...|.|",
        "a.b|, a.b|.|",
        "a|.b|, a|..b|.|",
        "a, a|.|",
        "'', .|",
        "|.|.|, |..|..|.|"
    })
    void stuffsDotsAtTheBeginningOfLines(String message, String expected) {
        put(message);
        writer.end();
        assertThat(written()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4", "5", "6", "7"})
    void aLineMayBeSplitAnywhere(int at) {
        String message = "a\r\n.b\r\n.";
        writer.octets(ByteBuffer.wrap(message.substring(0, at).getBytes(StandardCharsets.ISO_8859_1)));
        writer.octets(ByteBuffer.wrap(message.substring(at).getBytes(StandardCharsets.ISO_8859_1)));
        writer.end();
        assertThat(written()).isEqualTo("a|..b|..|.|");
    }

    @Test
    void aLineCannotCarryAnother() {
        assertThatThrownBy(() -> writer.line("a\r\nb")).isInstanceOf(IllegalArgumentException.class);
    }
}
