// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What lies in a Maildir. */
final class Maildir {
    private Maildir() {}

    /** Returns the message files in new/ and cur/. */
    static List<Path> files(Path maildir) throws IOException {
        try (Stream<Path> fresh = Files.list(maildir.resolve("new"));
                Stream<Path> seen = Files.list(maildir.resolve("cur"))) {
            return Stream.concat(fresh, seen).toList();
        }
    }

    /** Returns the names of the message files. */
    static List<String> names(Path maildir) throws IOException {
        return files(maildir).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    /** Returns the flags in the files' names by the messages' subjects, which must differ. */
    static Map<String, String> flags(Path maildir) throws IOException {
        Map<String, String> flags = new TreeMap<>();
        for (Path file : files(maildir)) {
            String name = file.getFileName().toString();
            int info = name.indexOf(":2,");
            if (flags.put(subject(file), info < 0 ? "" : name.substring(info + 3)) != null) {
                throw new AssertionError("a subject twice in " + maildir + ": " + subject(file));
            }
        }
        return flags;
    }

    private static String subject(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith("Subject: "))
                .map(line -> line.substring(9))
                .findFirst()
                .orElse("");
    }
}
