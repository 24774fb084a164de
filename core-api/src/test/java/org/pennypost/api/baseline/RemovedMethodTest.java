// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.Baseline.Info;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.Domain;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Instructions;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.osgi.Resource;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The baseline check can fail: a method taken out of a copy of the API, with the package versions as they are, is a
 * mismatch in every package. bnd forgives all changes of a package whose version is below 1: such a version would make
 * the check worthless, and this test fails then.
 */
class RemovedMethodTest {
    private static final Path CLASSES = Path.of("target", "classes");

    private Jar api;
    private Jar copy;

    @BeforeEach
    void build() throws Exception {
        api = bundle();
        copy = bundle();
    }

    @AfterEach
    void close() {
        copy.close();
        api.close();
    }

    @Test
    void anUnchangedCopyMatches() throws Exception {
        assertThat(mismatches()).isEmpty();
    }

    @Test
    void aMethodLessIsAMismatchInEveryPackage() throws Exception {
        Set<String> changed = new TreeSet<>();
        for (String exported :
                Domain.domain(api.getManifest()).getExportPackage().keySet()) {
            Optional<String> victim = interfaceIn(exported);
            if (victim.isPresent()) {
                copy.putResource(victim.get(), new EmbeddedResource(withoutAMethod(bytes(victim.get())), 0));
                changed.add(exported);
            }
        }

        assertThat(changed).contains("org.pennypost.api.store", "org.pennypost.api.net");
        assertThat(mismatches()).isEqualTo(changed);
    }

    private Set<String> mismatches() throws Exception {
        try (Processor settings = new Processor()) {
            return new Baseline(settings, new DiffPluginImpl())
                    .baseline(copy, api, new Instructions("*")).stream()
                            .filter(info -> info.mismatch)
                            .map((Info info) -> info.packageName)
                            .collect(Collectors.toSet());
        }
    }

    /** The bundle as the build makes it, from the compiled classes and their annotations. */
    private static Jar bundle() throws Exception {
        try (Builder builder = new Builder()) {
            builder.setBundleSymbolicName("org.pennypost.api");
            builder.setClasspath(new File[] {CLASSES.toFile()});
            builder.setProperty(Constants.INCLUDERESOURCE, CLASSES.toString());
            builder.setProperty(Constants.IMPORT_PACKAGE, "!*");
            Jar jar = builder.build();
            builder.removeClose(jar);
            assertThat(builder.getErrors()).isEmpty();
            return jar;
        }
    }

    private Optional<String> interfaceIn(String exported) {
        Map<String, Resource> files = api.getDirectory(exported.replace('.', '/'));
        return files.keySet().stream()
                .sorted()
                .filter(path -> path.endsWith(".class") && !path.contains("$"))
                .filter(path ->
                        (new ClassReader(bytes(path)).getAccess() & (Opcodes.ACC_INTERFACE | Opcodes.ACC_ANNOTATION))
                                == Opcodes.ACC_INTERFACE)
                .filter(path -> withoutAMethod(bytes(path)).length < bytes(path).length)
                .findFirst();
    }

    private byte[] bytes(String path) {
        try (InputStream octets = api.getResource(path).openInputStream()) {
            return octets.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(path, e);
        }
    }

    private static byte[] withoutAMethod(byte[] type) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(type)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            private boolean removed;

                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                if (!removed && (access & Opcodes.ACC_ABSTRACT) != 0) {
                                    removed = true;
                                    return null;
                                }
                                return super.visitMethod(access, name, descriptor, signature, exceptions);
                            }
                        },
                        0);
        return writer.toByteArray();
    }
}
