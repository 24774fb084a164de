// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.maildir.disk.Owner;
import org.pennypost.maildir.disk.SmallFile;

/**
 * Gives UIDVALIDITYs that no mailbox of the account ever had: the clock's second, or one more than the last. The last one
 * is kept as Dovecot keeps it: in the file dovecot-uidvalidity, and in the name of an empty file beside it.
 */
public final class Validity {
    private static final Object LOCK = new Object();

    private final Path dir;
    private final FsyncPolicy fsync;

    /** Makes a source over the files in a folder. */
    public Validity(Path dir, FsyncPolicy fsync) {
        this.dir = dir;
        this.fsync = fsync;
    }

    /** Returns a new value and keeps it. */
    public long next() {
        synchronized (LOCK) {
            try {
                Path file = dir.resolve("dovecot-uidvalidity");
                long last = Math.max(content(file), marked());
                long next = Math.max(System.currentTimeMillis() / 1000, last + 1);
                Owner.folder(dir);
                SmallFile.replace(file, String.format("%08x", next), StandardCharsets.US_ASCII, fsync.arrivals());
                mark(last, next);
                return next;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static long content(Path file) throws IOException {
        return Files.exists(file)
                ? number(Files.readString(file, StandardCharsets.ISO_8859_1).trim())
                : 0;
    }

    private long marked() throws IOException {
        long highest = 0;
        try (DirectoryStream<Path> marks = Files.newDirectoryStream(dir, "dovecot-uidvalidity.*")) {
            for (Path mark : marks) {
                String name = mark.getFileName().toString();
                highest = Math.max(highest, number(name.substring(name.indexOf('.') + 1)));
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        return highest;
    }

    private void mark(long last, long next) throws IOException {
        Path former = dir.resolve(String.format("dovecot-uidvalidity.%08x", last));
        Path now = dir.resolve(String.format("dovecot-uidvalidity.%08x", next));
        if (last != 0 && Files.exists(former)) {
            Files.move(former, now, StandardCopyOption.ATOMIC_MOVE);
        } else if (!Files.exists(now)) {
            Owner.file(Files.createFile(now));
        }
    }

    private static long number(String hex) {
        return hex.matches("[0-9a-f]{8}") ? Long.parseLong(hex, 16) : 0;
    }
}
