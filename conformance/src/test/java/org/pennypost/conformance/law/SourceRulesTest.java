// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be seen in the sources only: heads, leftovers, packages without null marks. */
class SourceRulesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "run", "node_modules");
    private static final Pattern LEFTOVER =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XXX)\\b|\\.print" + "StackTrace\\(");

    @Test
    void everySourceFileNamesItsLicence() {
        assertThat(sources(path -> true))
                .hasSizeGreaterThan(10)
                .allSatisfy(file ->
                        assertThat(Files.readString(file)).startsWith("// SPDX-License-Identifier: Apache-2.0\n"));
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(sources(path -> path.toString().contains("/src/main/")))
                .allSatisfy(file -> assertThat(LEFTOVER.matcher(Files.readString(file))
                                .results()
                                .map(hit -> hit.group()))
                        .isEmpty());
    }

    @Test
    void everyPackageIsNullMarked() {
        List<Path> packages = sources(path -> path.toString().contains("/src/main/java/")).stream()
                .map(Path::getParent)
                .distinct()
                .toList();
        assertThat(packages)
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .content()
                        .contains("@NullMarked"));
    }

    private static List<Path> sources(Predicate<Path> wanted) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".java") && wanted.test(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
