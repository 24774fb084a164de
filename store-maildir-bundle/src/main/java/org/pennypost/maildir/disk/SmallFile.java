// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is replaced as a whole: whoever reads it, and whenever the power fails, it is the old one or the new one. */
public final class SmallFile {
    private static final String NEW = ".pennypost";

    private SmallFile() {}

    /** Writes the octets that a file shall have. */
    @FunctionalInterface
    public interface Content {
        /** Writes them to the empty file. */
        void to(FileChannel out) throws IOException;
    }

    /**
     * Replaces a file, or makes it.
     *
     * @param force whether to return only when the disk has it
     */
    public static void replace(Path file, String text, Charset charset, boolean force) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(text.getBytes(charset));
        replace(
                file,
                out -> {
                    while (octets.hasRemaining()) {
                        out.write(octets);
                    }
                },
                force);
    }

    /** The same for a file that is not small. */
    public static void replace(Path file, Content content, boolean force) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + NEW);
        try (FileChannel out = make(temporary)) {
            content.to(out);
            if (force) {
                out.force(true);
            }
        } catch (IOException e) {
            // of a full disk nothing is left lying about
            Files.deleteIfExists(temporary);
            throw e;
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (force) {
            Path folder = file.getParent();
            if (folder != null) {
                FsyncPolicy.force(folder);
            }
        }
    }

    /** Makes an empty file, in place of one that may be there. */
    public static FileChannel make(Path file) throws IOException {
        FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            Owner.file(file);
        } catch (IOException | RuntimeException e) {
            out.close();
            throw e;
        }
        return out;
    }
}
