// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.pennypost.maildir.name.FileName;
import org.pennypost.maildir.name.FolderPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is about to be filed together: written before the first message becomes visible, removed after the last step. One
 * found when a mailbox is opened is what a crash interrupted: it is finished, since all its messages are on the disk.
 *
 * <p>Lines: {@code file TAB <name in tmp/> TAB <name in cur/>}, {@code gone TAB <folder> TAB <base>}, {@code end}.
 */
final class Intent {
    private static final Logger LOG = LoggerFactory.getLogger(Intent.class);

    private final FolderPaths paths;
    private final Path file;
    private final StringBuilder lines = new StringBuilder();

    Intent(FolderPaths paths) {
        this.paths = paths;
        this.file = paths.control().resolve("pennypost.intent");
    }

    /** Adds a message to file. */
    void file(String tmp, String cur) {
        lines.append("file\t").append(tmp).append('\t').append(cur).append('\n');
    }

    /** Adds a message to remove. */
    void gone(Path folder, String base) {
        lines.append("gone\t").append(folder).append('\t').append(base).append('\n');
    }

    /** Puts it on the disk. */
    void write(FsyncPolicy fsync) throws IOException {
        lines.append("end\n");
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer octets = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
            while (octets.hasRemaining()) {
                out.write(octets);
            }
            if (fsync != FsyncPolicy.NEVER) {
                out.force(true);
            }
        }
        fsync.arrival(paths.control());
    }

    /** Removes it: all is done, or nothing was begun. */
    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Finishes what a crash interrupted. */
    void finish() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        List<String> found;
        try {
            found = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return;
        }
        if (!found.isEmpty() && found.get(found.size() - 1).equals("end")) {
            LOG.info("{}: finishing what was interrupted", paths.dir());
            for (String line : found) {
                String[] fields = line.split("\t", -1);
                if (fields.length == 3) {
                    redo(fields);
                }
            }
        }
        remove();
    }

    private void redo(String[] fields) throws IOException {
        if (fields[0].equals("file")) {
            try {
                Files.move(
                        paths.tmp().resolve(fields[1]), paths.cur().resolve(fields[2]), StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException e) {
                LOG.debug("{} was filed before", fields[2]);
            }
        } else if (fields[0].equals("gone")) {
            for (String dir : List.of("cur", "new")) {
                unlink(Path.of(fields[1]).resolve(dir), fields[2]);
            }
        }
    }

    private static void unlink(Path dir, String base) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dir)) {
            for (Path path : files) {
                if (FileName.inCur(path.getFileName().toString()).base().equals(base)) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} has gone", dir);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
