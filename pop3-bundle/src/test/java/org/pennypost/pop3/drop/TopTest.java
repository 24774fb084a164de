// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.drop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.Progress;

class TopTest {
    private record Octets(byte[] octets) implements Content {
        @Override
        public long length() {
            return octets.length;
        }

        @Override
        public int read(long offset, ByteBuffer target) {
            int count = (int) Math.min(target.remaining(), octets.length - offset);
            target.put(octets, (int) offset, count);
            return count == 0 ? -1 : count;
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @CsvSource({
        "A: b||one|two|, 0, A: b||",
        "A: b||one|two|, 1, A: b||one|",
        "A: b||one|two|, 2, A: b||one|two|",
        "A: b||one|two|, 99999999999, A: b||one|two|",
        "A: b||one|two, 2, A: b||one|two",
        "A: b|, 3, A: b|",
        "A: b||, 0, A: b||",
        "|one|two|, 1, |one|",
        "'', 5, ''",
        "A: b|||x|, 1, A: b|||"
    })
    void endsBehindHeaderAndLines(String message, long lines, String expected) {
        byte[] octets = message.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        long end = Top.end(new Octets(octets), lines, Progress.NONE);
        assertThat(new String(octets, 0, (int) end, StandardCharsets.ISO_8859_1).replace("\r\n", "|"))
                .isEqualTo(expected);
    }
}
