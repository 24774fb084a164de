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

/**
 * Gives UIDVALIDITYs that no mailbox of the account ever had: the clock's second, or one more than the last. The last one
 * is kept as Dovecot keeps it: in the file dovecot-uidvalidity, and in the name of an empty file beside it.
 */
public final class Validity {
    private static final Object LOCK = new Object();

    private final Path dir;

    /** Makes a source over the files in a folder. */
    public Validity(Path dir) {
        this.dir = dir;
    }

    /** Returns a new value and keeps it. */
    public long next() {
        synchronized (LOCK) {
            try {
                Path file = dir.resolve("dovecot-uidvalidity");
                long last = Math.max(content(file), marked());
                long next = Math.max(System.currentTimeMillis() / 1000, last + 1);
                Path temporary = dir.resolve("dovecot-uidvalidity.pennypost");
                Files.createDirectories(dir);
                Files.writeString(temporary, String.format("%08x", next));
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
            Files.createFile(now);
        }
    }

    private static long number(String hex) {
        return hex.matches("[0-9a-f]{8}") ? Long.parseLong(hex, 16) : 0;
    }
}
