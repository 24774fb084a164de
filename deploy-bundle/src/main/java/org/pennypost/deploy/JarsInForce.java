// SPDX-License-Identifier: Apache-2.0
package org.pennypost.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The folder data/deploy/: of each jar that came from deploy/ the one that works, as {@code SYMBOLICNAME.jar}. */
final class JarsInForce {
    private final Path folder;

    JarsInForce(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Returns where the jar of a name is kept. */
    Path place(String symbolicName) {
        return folder.resolve(symbolicName + ".jar");
    }

    private Path candidatePlace(String symbolicName) {
        return folder.resolve(symbolicName + ".new");
    }

    /** Copies a jar beside the one in force, so that nobody changes it under us. */
    Path candidate(String symbolicName, Path jar) throws IOException {
        return Files.copy(jar, candidatePlace(symbolicName), StandardCopyOption.REPLACE_EXISTING);
    }

    /** The candidate has started, and is in force now, or has not, and goes. */
    void settle(String symbolicName, boolean started) throws IOException {
        if (started) {
            Files.move(
                    candidatePlace(symbolicName),
                    place(symbolicName),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.deleteIfExists(candidatePlace(symbolicName));
        }
    }

    /** Returns the jar in force, empty if it is not one from deploy/. */
    Optional<Path> of(String symbolicName) {
        return Optional.of(place(symbolicName)).filter(Files::exists);
    }

    /** Tells whether a file lies here. */
    boolean isMine(Path file) {
        return file.startsWith(folder);
    }

    /** Forgets the jar of a name. */
    void forget(String symbolicName) {
        try {
            Files.deleteIfExists(place(symbolicName));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets all but the jars of these names. */
    void retain(Set<String> symbolicNames) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> !symbolicNames.contains(
                            file.getFileName().toString().replaceFirst("\\.jar$", "")))
                    .forEach(file -> forget(file.getFileName().toString().replaceFirst("\\.jar$", "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
