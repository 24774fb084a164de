// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The letters of {@code src/test/resources/mail} (plain, attachment, forward, latin, picture), and what lies in a Maildir. */
final class Letters {
    private static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();

    private Letters() {}

    /** Returns the path of a file among the test resources. */
    static String resource(String name) {
        return RESOURCES.resolve(name).toString();
    }

    /** Puts all five into new/, in their order. */
    static void deliver(Path maildir) {
        try (Stream<Path> letters = Files.list(RESOURCES.resolve("mail"))) {
            for (String folder : List.of("tmp", "new", "cur")) {
                Files.createDirectories(maildir.resolve(folder));
            }
            for (Path letter : letters.sorted().toList()) {
                char number = letter.getFileName().toString().charAt(0);
                Files.copy(letter, maildir.resolve("new").resolve("170000000" + number + ".M1P1.test"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the subjects of what lies in new/ and cur/, each with the flags of its file name, such as {@code plain:S}. */
    static List<String> kept(Path maildir) {
        List<String> kept = new ArrayList<>();
        for (String folder : List.of("new", "cur")) {
            try (Stream<Path> files = Files.list(maildir.resolve(folder))) {
                for (Path file : files.toList()) {
                    kept.add(subject(file) + ':' + file.getFileName().toString().replaceFirst("^.*?(:2,|$)", ""));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return kept;
    }

    private static String subject(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.startsWith("Subject: "))
                .findFirst()
                .orElse("")
                .replaceFirst("^Subject: ", "");
    }
}
