// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the disk says into a {@link MailException}, with one line in the log that names the place. */
public final class Trouble {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
    /** ENOSPC and EDQUOT: Java has no exceptions of their own for them. */
    private static final List<String> FULL = List.of("No space left on device", "Disk quota exceeded");
    /** EROFS. */
    private static final String READ_ONLY = "Read-only file system";

    private Trouble() {}

    /** Returns the exception to throw. */
    public static MailException of(IOException e) {
        return of(e, "");
    }

    /**
     * Returns the exception to throw.
     *
     * @param folder where it happened, for the log, since a channel's exception names no file
     */
    public static MailException of(IOException e, Object folder) {
        if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
            return new MailException(Problem.NOT_FOUND, "no such mailbox", e);
        }
        if (e instanceof FileAlreadyExistsException) {
            return new MailException(Problem.EXISTS, "it exists already", e);
        }
        String place = e instanceof FileSystemException file ? String.valueOf(file.getFile()) : folder.toString();
        if (e instanceof AccessDeniedException) {
            LOG.warn("{}: permission denied", place);
            return new MailException(Problem.NO_PERMISSION, "the server may not access it", e);
        }
        String text = String.valueOf(e.getMessage());
        if (FULL.stream().anyMatch(text::endsWith)) {
            LOG.warn("{}: the disk is full, or the quota of the files' owner is used up", place);
            return new MailException(Problem.OVER_QUOTA, "the disk is full", e);
        }
        if (text.endsWith(READ_ONLY)) {
            LOG.warn("{}: the file system is read-only", place);
            return new MailException(Problem.NO_PERMISSION, "the file system is read-only", e);
        }
        LOG.warn("{}: the disk failed: {}", place, e.toString());
        return new MailException(Problem.UNAVAILABLE, "the disk failed", e);
    }
}
