// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;

/** Replaces a file as a whole: a new one of mode 0600, flushed to disk, renamed over the old one. Readers see one or the other. */
final class PrivateFile {
    private PrivateFile() {}

    static void replace(Path file, List<String> lines) throws IOException {
        Path beside = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        Files.deleteIfExists(beside);
        try {
            write(beside, String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static void write(Path file, String text) throws IOException {
        ByteBuffer octets = StandardCharsets.UTF_8.encode(text);
        try (FileChannel channel = FileChannel.open(
                file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        }
    }
}
