// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.maildir.disk.SmallFile;
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

    private static final int LONGEST_NAME = 255;

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
        try (FileChannel out = SmallFile.make(file)) {
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
            found = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
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
        if (fields[0].equals("file") && isName(fields[1]) && isName(fields[2])) {
            try {
                Files.move(
                        paths.tmp().resolve(fields[1]), paths.cur().resolve(fields[2]), StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException e) {
                LOG.debug("{} was filed before", fields[2]);
            }
        } else if (fields[0].equals("gone") && isName(fields[2]) && isFolder(fields[1])) {
            for (String dir : List.of("cur", "new")) {
                unlink(Path.of(fields[1]).resolve(dir), fields[2]);
            }
        }
    }

    /** Damage must not turn a name into a way to somewhere else. */
    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
                && text.charAt(0) != '.'
                && text.indexOf('/') < 0
                && text.indexOf('\0') < 0;
    }

    private static boolean isFolder(String text) {
        try {
            return Files.isDirectory(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
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
