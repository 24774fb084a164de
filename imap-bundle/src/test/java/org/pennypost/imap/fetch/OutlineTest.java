// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.api.store.Content;
import org.pennypost.imap.mime.Layout;
import org.pennypost.imap.mime.MimeScanner;

class OutlineTest {
    static List<Path> mails() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/mime"))) {
            return files.filter(file -> file.toString().endsWith(".eml")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("mails")
    void findsTheBodyWhereTheScannerFindsIt(Path mail) throws IOException {
        agrees(new StoredMessage(Files.readAllBytes(mail)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\r\n", "\n", "\r", "a", "a: b\n\nc", "a: b\r\n\r\n", "a: b\r\n\rc\r\n\r\nd", "\r\r\n\r\nx"})
    void agreesOnLineEnds(String text) {
        agrees(new StoredMessage(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {4093, 4094, 4095, 4096, 4097})
    void agreesWhereverAPieceEnds(int length) {
        agrees(new StoredMessage("x".repeat(length) + "\r\n\r\nbody"));
    }

    private static void agrees(StoredMessage message) {
        try (Content content = message.content()) {
            Layout scanned = MimeScanner.scan(content).layout();
            Layout outline = Outline.of(content);
            assertThat(outline.headerStart()).isEqualTo(scanned.headerStart());
            assertThat(outline.bodyStart()).isEqualTo(scanned.bodyStart());
            assertThat(outline.bodyEnd()).isEqualTo(scanned.bodyEnd());
        }
    }
}
