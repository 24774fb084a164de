// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Domain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Import law 1 and 2, read from the jars that ship. */
class BundleManifestIT {
    private static final Path HOME = Path.of(System.getProperty("pennypost.home"));

    @TestFactory
    Stream<DynamicTest> bundlesExportNothingAndImportNoOtherBundle() throws IOException {
        List<Path> bundles = ours();
        assertThat(bundles).hasSizeGreaterThan(8);
        return bundles.stream()
                .map(jar -> DynamicTest.dynamicTest(jar.getFileName().toString(), () -> {
                    Domain manifest = Domain.domain(jar.toFile());
                    assertThat(manifest.getExportPackage()).isEmpty();
                    assertThat(manifest.getImportPackage().keySet())
                            .filteredOn(name -> name.startsWith("org.pennypost."))
                            .allSatisfy(name -> assertThat(name).startsWith("org.pennypost.api."));
                }));
    }

    @Test
    void theApiImportsMinasBufferAndItselfOnly() throws IOException {
        Path jar = jars().filter(path -> path.getFileName().toString().startsWith("core-api-"))
                .findFirst()
                .orElseThrow();
        Parameters imports = Domain.domain(jar.toFile()).getImportPackage();
        assertThat(imports.keySet())
                .contains("org.apache.mina.core.buffer")
                .filteredOn(name -> !name.startsWith("org.pennypost.api."))
                .containsExactly("org.apache.mina.core.buffer");
    }

    private static List<Path> ours() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path jar : jars().toList()) {
            var name = Domain.domain(jar.toFile()).getBundleSymbolicName();
            if (name != null
                    && name.getKey().startsWith("org.pennypost.")
                    && !name.getKey().equals("org.pennypost.api")) {
                found.add(jar);
            }
        }
        return found;
    }

    private static Stream<Path> jars() throws IOException {
        try (Stream<Path> inBundle = Files.walk(HOME.resolve("bundle"));
                Stream<Path> inExtensions = Files.walk(HOME.resolve("extensions"))) {
            return Stream.concat(inBundle, inExtensions)
                    .filter(path -> path.toString().endsWith(".jar"))
                    .toList()
                    .stream();
        }
    }
}
