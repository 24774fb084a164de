// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.disk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose files and folders are. One process with one uid serves the mail of many: what it makes gets owner, group and mode of
 * the folder it lies in, so that the user's other programs can go on with it (SPEC U3). On file systems that know no owners
 * nothing is done.
 */
public final class Owner {
    private static final Logger LOG = LoggerFactory.getLogger(Owner.class);
    private static final String UNIX = "unix";
    private static final String WANTED = "unix:uid,gid,mode";
    private static final int FILE = 0666;
    private static final int FOLDER = 07777;
    private static final int PRIVATE = 0700;

    private Owner() {}

    /**
     * Gives a file that has just been made to whom the folder belongs.
     *
     * @throws MailException NO_PERMISSION if that is not possible; the file has been removed then
     */
    public static void file(Path file) throws IOException {
        give(file, FILE, FOLDER);
    }

    /**
     * Makes a folder, and those above it that are missing, each like the one it lies in; the uppermost, as the first of a
     * user's mail, only for its owner.
     *
     * @throws MailException NO_PERMISSION if it cannot be given to whom it should belong
     */
    public static void folder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path above = folder.getParent();
        if (above != null) {
            folder(above);
        }
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(folder)) {
                return;
            }
            throw e;
        }
        boolean mail = above != null && Files.isDirectory(above.resolve("cur"));
        give(folder, FOLDER, mail || isPart(folder) ? FOLDER : PRIVATE);
    }

    private static boolean isPart(Path folder) {
        return Set.of("cur", "new", "tmp").contains(String.valueOf(folder.getFileName()));
    }

    private static void give(Path made, int mask, int most) throws IOException {
        Path folder = made.getParent();
        if (folder == null
                || !made.getFileSystem().supportedFileAttributeViews().contains(UNIX)) {
            return;
        }
        Map<String, Object> like = Files.readAttributes(folder, WANTED);
        Map<String, Object> now = Files.readAttributes(made, WANTED, LinkOption.NOFOLLOW_LINKS);
        int mode = number(like, "mode") & mask & most;
        try {
            for (String whose : new String[] {"gid", "uid"}) {
                if (number(like, whose) != number(now, whose)) {
                    Files.setAttribute(made, UNIX + ':' + whose, number(like, whose), LinkOption.NOFOLLOW_LINKS);
                }
            }
            if ((number(now, "mode") & FOLDER) != mode) {
                Files.setAttribute(made, UNIX + ":mode", mode);
            }
        } catch (IOException e) {
            Files.deleteIfExists(made);
            LOG.error(
                    "{} belongs to {}:{} (mode {}): what is made there cannot be given to them: {}",
                    folder,
                    like.get("uid"),
                    like.get("gid"),
                    Integer.toOctalString(number(like, "mode") & FOLDER),
                    e.getMessage());
            throw new MailException(Problem.NO_PERMISSION, "nothing can be made for the owner of " + folder, e);
        }
    }

    private static int number(Map<String, Object> attributes, String name) {
        return (Integer) Objects.requireNonNull(attributes.get(name));
    }
}
