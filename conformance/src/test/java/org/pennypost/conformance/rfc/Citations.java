// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.rfc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pennypost.testkit.script.Script;

/** Which sections of which RFCs are named where: by annotations and comments of the code, and by scripts. */
final class Citations {
    private static final Path ROOT = Path.of("..");
    private static final Path SCRIPTS = Path.of("src/main/scripts");
    private static final Pattern ANNOTATION =
            Pattern.compile("@Rfc\\(\\s*number = (\\d+),\\s*section = \"([^\"]+)\"\\s*\\)");
    private static final Pattern COMMENT = Pattern.compile("RFC (\\d+) §");

    /** Sections in ascending order: 9 before 10. */
    private static final Comparator<String> BY_NUMBERS = Comparator.comparing(Citations::padded);

    private final SortedMap<Integer, SortedSet<String>> annotated = new TreeMap<>();
    private final SortedMap<Integer, SortedSet<String>> mentioned = new TreeMap<>();
    private final SortedMap<Integer, SortedSet<String>> scripts = new TreeMap<>();

    private Citations() {}

    /** Reads the main sources of all modules, and all scripts. */
    static Citations read() throws IOException {
        Citations found = new Citations();
        for (Path file : files(ROOT, ".java")) {
            if (file.toString().contains("/src/main/java/") && !file.toString().contains("/target/")) {
                found.addSource(Files.readString(file), file.getFileName().toString());
            }
        }
        for (Path file : files(SCRIPTS, ".txt")) {
            String name = SCRIPTS.relativize(file).toString().replace('\\', '/');
            for (String citation : Script.read(file).citations()) {
                int number = Integer.parseInt(citation.substring(0, citation.indexOf(' ')));
                add(found.scripts, number, name);
            }
        }
        return found;
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private void addSource(String source, String file) {
        Matcher annotations = ANNOTATION.matcher(source);
        while (annotations.find()) {
            add(annotated, Integer.parseInt(annotations.group(1)), annotations.group(2));
        }
        Matcher comments = COMMENT.matcher(source);
        while (comments.find()) {
            add(mentioned, Integer.parseInt(comments.group(1)), file);
        }
    }

    private static void add(Map<Integer, SortedSet<String>> map, int number, String what) {
        map.computeIfAbsent(number, key -> new TreeSet<>(BY_NUMBERS)).add(what);
    }

    private static String padded(String text) {
        return Pattern.compile("\\d+")
                .matcher(text)
                .replaceAll(match -> "0".repeat(Math.max(0, 6 - match.group().length())) + match.group());
    }

    /** Returns the sections that annotations name, by RFC. */
    SortedMap<Integer, SortedSet<String>> annotated() {
        return annotated;
    }

    /** Returns the files whose comments name an RFC, by RFC. */
    SortedMap<Integer, SortedSet<String>> mentioned() {
        return mentioned;
    }

    /** Returns the scripts that name an RFC, by RFC. */
    SortedMap<Integer, SortedSet<String>> scripts() {
        return scripts;
    }
}
