// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the clients of the conversation scripts say: a corpus that grows with the scripts. */
final class ScriptLines {
    private ScriptLines() {}

    /** Returns the lines of the clients in a folder's scripts, each with CRLF. */
    static List<byte[]> of(String folder) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src", "main", "scripts", folder))) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    if (line.matches("C\\d: .*")) {
                        lines.add((line.substring(4) + "\r\n").getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return lines;
    }

    /** Returns the words in such lines. */
    static Stream<String> words(List<byte[]> lines) {
        return lines.stream()
                .map(line -> new String(line, StandardCharsets.ISO_8859_1))
                .flatMap(line -> Stream.of(line.split("(?<=[ ()\\[\\]<>\"{}\\r])|(?=[ ()\\[\\]<>\"{}\\r])")))
                .distinct();
    }
}
