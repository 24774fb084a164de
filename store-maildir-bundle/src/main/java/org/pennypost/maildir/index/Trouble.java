// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the disk says into a {@link MailException}, with one line in the log that names the place. */
public final class Trouble {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

    private Trouble() {}

    /** Returns the exception to throw. */
    public static MailException of(IOException e) {
        if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
            return new MailException(Problem.NOT_FOUND, "no such mailbox", e);
        }
        if (e instanceof FileAlreadyExistsException) {
            return new MailException(Problem.EXISTS, "it exists already", e);
        }
        String place = e instanceof FileSystemException file ? String.valueOf(file.getFile()) : "";
        if (e instanceof AccessDeniedException) {
            LOG.warn("permission denied: {}", place);
            return new MailException(Problem.NO_PERMISSION, "the server may not access it", e);
        }
        LOG.warn("the disk failed: {}", e.toString());
        return new MailException(Problem.UNAVAILABLE, "the disk failed", e);
    }
}
