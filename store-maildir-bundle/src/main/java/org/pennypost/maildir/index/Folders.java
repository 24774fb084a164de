// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.maildir.name.FolderPaths;
import org.pennypost.maildir.name.UniqueName;

/** The mailboxes somebody has open, each once. One nobody has open any more is forgotten. */
public final class Folders implements AutoCloseable {
    private final Map<Path, Folder> open = new HashMap<>();
    private final FsyncPolicy fsync;
    private final UniqueName names;
    private boolean closed;

    /** Makes an empty collection. */
    public Folders(FsyncPolicy fsync, UniqueName names) {
        this.fsync = fsync;
        this.names = names;
    }

    /** Returns the source of file names. */
    public UniqueName names() {
        return names;
    }

    /** Returns what must be on the disk before an answer. */
    public FsyncPolicy fsync() {
        return fsync;
    }

    /**
     * Opens a mailbox, or joins those who have it open. Each call needs one of {@link #leave}.
     *
     * @throws MailException NOT_FOUND if there is none
     */
    public Folder enter(FolderPaths paths, LongSupplier validities) {
        Folder folder;
        synchronized (this) {
            if (closed) {
                throw new MailException(Problem.UNAVAILABLE, "the store is going");
            }
            folder = open.computeIfAbsent(paths.dir(), dir -> new Folder(paths, fsync, names, validities));
            folder.use(1);
        }
        try {
            folder.ready();
            return folder;
        } catch (IOException e) {
            leave(folder);
            throw Trouble.of(e);
        } catch (RuntimeException e) {
            leave(folder);
            throw e;
        }
    }

    /** Ends one use. */
    public void leave(Folder folder) {
        if (folder.use(-1) > 0) {
            return;
        }
        folder.close();
        synchronized (this) {
            if (folder.use(0) <= 0) {
                open.remove(folder.paths().dir(), folder);
            }
        }
    }

    /** Notes that everything at or below a place has gone or moved. */
    public void lose(Path dir) {
        List<Folder> gone;
        synchronized (this) {
            gone = open.values().stream()
                    .filter(folder -> folder.paths().dir().equals(dir))
                    .toList();
            gone.forEach(folder -> open.remove(folder.paths().dir(), folder));
        }
        gone.forEach(folder -> folder.lose(new MailException(Problem.NOT_FOUND, "the mailbox has been deleted")));
    }

    /** Returns those open now. */
    public synchronized Collection<Folder> all() {
        return List.copyOf(open.values());
    }

    /** Closes all for good. */
    @Override
    public void close() {
        List<Folder> rest;
        synchronized (this) {
            closed = true;
            rest = List.copyOf(open.values());
            open.clear();
        }
        rest.forEach(Folder::quit);
    }
}
