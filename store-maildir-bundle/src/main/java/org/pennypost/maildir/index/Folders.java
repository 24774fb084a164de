// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.maildir.name.FlagWord;
import org.pennypost.maildir.name.FolderPaths;
import org.pennypost.maildir.name.UniqueName;

/**
 * The mailboxes somebody has open, each once. One nobody has open any more is kept for some seconds, since reading it
 * again costs more than any command that needs it for a moment (STATUS, APPEND, COPY), and then forgotten.
 */
public final class Folders implements AutoCloseable {
    private static final long KEPT = TimeUnit.SECONDS.toNanos(20);
    private static final int MOST = 64;
    private static final long MESSAGES = 250_000;

    private final Map<Path, Folder> open = new HashMap<>();
    private final Set<Folder> idle = new LinkedHashSet<>();
    private final FsyncPolicy fsync;
    private final UniqueName names;
    private final int keywords;
    private boolean closed;

    /** Makes an empty collection of mailboxes that have as many keywords as there is room for. */
    public Folders(FsyncPolicy fsync, UniqueName names) {
        this(fsync, names, FlagWord.KEYWORDS);
    }

    /**
     * Makes an empty collection.
     *
     * @param keywords that each may have, at most {@link FlagWord#KEYWORDS}
     */
    public Folders(FsyncPolicy fsync, UniqueName names, int keywords) {
        this.keywords = keywords;
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
            folder = open.computeIfAbsent(paths.dir(), dir -> new Folder(paths, fsync, names, keywords, validities));
            folder.use(1);
            idle.remove(folder);
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
        boolean keep;
        synchronized (this) {
            if (folder.use(-1) > 0) {
                return;
            }
            keep = !closed && open.get(folder.paths().dir()) == folder && folder.rest();
            if (keep) {
                idle.remove(folder);
                idle.add(folder);
            }
        }
        if (keep) {
            sweep();
        } else {
            forget(folder);
        }
    }

    private void forget(Folder folder) {
        folder.close();
        synchronized (this) {
            if (folder.use(0) <= 0) {
                open.remove(folder.paths().dir(), folder);
            }
        }
    }

    /** Forgets mailboxes nobody has had open for a while. To be called now and then. */
    public void sweep() {
        List<Folder> due = new ArrayList<>();
        synchronized (this) {
            long messages = idle.stream().mapToLong(Folder::messages).sum();
            for (Iterator<Folder> eldest = idle.iterator(); eldest.hasNext(); ) {
                Folder folder = eldest.next();
                if (idle.size() <= MOST && messages <= MESSAGES && folder.resting() <= KEPT) {
                    break;
                }
                messages -= folder.messages();
                due.add(folder);
                eldest.remove();
            }
        }
        due.forEach(this::forget);
    }

    /**
     * Notes that a mailbox goes or moves.
     *
     * @return those who had it open; to be rung when it has gone
     */
    public List<Folder> lose(Path dir) {
        List<Folder> gone;
        synchronized (this) {
            gone = open.values().stream()
                    .filter(folder -> folder.paths().dir().equals(dir))
                    .toList();
            gone.forEach(folder -> open.remove(folder.paths().dir(), folder));
            gone.forEach(idle::remove);
        }
        gone.forEach(folder -> folder.lose(new MailException(Problem.NOT_FOUND, "the mailbox has been deleted")));
        return gone;
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
            idle.clear();
        }
        rest.forEach(Folder::quit);
    }
}
