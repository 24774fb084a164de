// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The messages of src/test/resources/mime against expected.txt: a line {@code = file}, then the ENVELOPE after E and the
 * BODYSTRUCTURE after S. CRLF is written {@code \r\n} there, other odd octets {@code \xNN}.
 */
class AwkwardMessagesTest {
    record Row(String file, String envelope, String structure) {}

    static byte[] octets(String file) {
        try (InputStream in = AwkwardMessagesTest.class.getResourceAsStream("/mime/" + file)) {
            assertThat(in).as(file).isNotNull();
            return in.readAllBytes();
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        String file = "";
        String envelope = "";
        for (String line : new String(octets("expected.txt"), UTF_8).split("\n")) {
            if (line.startsWith("= ")) {
                file = line.substring(2);
            } else if (line.startsWith("E ")) {
                envelope = line.substring(2);
            } else if (line.startsWith("S ")) {
                rows.add(new Row(file, envelope, line.substring(2)));
            }
        }
        return rows;
    }

    static String shown(String wire) {
        StringBuilder out = new StringBuilder();
        for (char c : wire.replace("\r\n", "\\r\\n").toCharArray()) {
            out.append(c < ' ' || c > '~' ? String.format("\\x%02x", (int) c) : String.valueOf(c));
        }
        return out.toString();
    }

    @TestFactory
    Stream<DynamicTest> answersAsExpected() {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.file, () -> {
                    MimeSummary summary = MimeSummary.of(OctetContent.of(octets(row.file)));
                    assertThat(shown(OctetContent.text(summary.envelope()))).isEqualTo(row.envelope);
                    assertThat(shown(OctetContent.text(summary.bodyStructure())))
                            .isEqualTo(row.structure);
                }));
    }

    @TestFactory
    Stream<DynamicTest> answersTheSameInSmallBites() {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.file, () -> {
                    MimeSummary summary = MimeSummary.of(new OctetContent(octets(row.file), 1));
                    assertThat(shown(OctetContent.text(summary.bodyStructure())))
                            .isEqualTo(row.structure);
                }));
    }

    @Test
    void thereAreMany() {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(60);
    }
}
