// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages are regular files. Who may write to a mailbox folder can put other things there: opening a FIFO waits for a writer
 * who never comes, a device may do anything, and a symbolic link leads to what only the server may read.
 */
public final class RegularFile {
    private static final Logger LOG = LoggerFactory.getLogger(RegularFile.class);

    private RegularFile() {}

    /**
     * Makes sure that a name stands for a regular file itself.
     *
     * @throws MailException CORRUPT if it stands for anything else
     */
    public static void check(Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isRegularFile()) {
            String kind = found.isSymbolicLink() ? "a symbolic link" : found.isDirectory() ? "a folder" : "no file";
            LOG.warn("{} is {}: only regular files are messages", path, kind);
            throw new MailException(Problem.CORRUPT, "the message is no regular file");
        }
    }

    /**
     * Opens a regular file for reading.
     *
     * @throws MailException CORRUPT if the name stands for anything else
     */
    public static FileChannel open(Path path) throws IOException {
        check(path);
        return FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }
}
