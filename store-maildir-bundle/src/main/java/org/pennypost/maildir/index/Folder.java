// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxId;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.Bell;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.maildir.disk.Owner;
import org.pennypost.maildir.name.FlagWord;
import org.pennypost.maildir.name.FolderPaths;
import org.pennypost.maildir.name.Stamp;
import org.pennypost.maildir.name.UniqueName;

/**
 * One mailbox as all sessions of this process share it: a table in memory, and the files it stands for.
 *
 * <p>Everything is guarded by one lock, which is held while files are listed, renamed and removed, but never while a bell
 * is rung or the octets of a message are read or written. Before each look, {@link #refresh} asks the clocks of new/ and
 * cur/ whether somebody else has been there; only then are they listed. Whoever changes something does so on the disk
 * first, then in the table, then leaves the lock, then rings.
 */
public final class Folder {
    private static final AtomicLong SERIALS = new AtomicLong();

    final FolderPaths paths;
    final FsyncPolicy fsync;
    final int keywords;
    final UniqueName names;
    final FolderState state = new FolderState();
    final UidSource source;
    final DirClock fresh;
    final DirClock cur;
    private final IndexFile index;
    private long adopted;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable MailException lost;
    private final AtomicInteger users = new AtomicInteger();
    private volatile boolean loaded;
    private volatile long rested;
    private @Nullable Memos memos;
    private final AtomicLong rung = new AtomicLong();
    private final long serial = SERIALS.incrementAndGet();

    /** Somebody who has the mailbox open. */
    private record Listener(Object owner, Bell bell) {}

    /** Work under the lock. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Makes a folder that has not been read yet.
     *
     * @param keywords that it may have
     * @param validities gives the UIDVALIDITY of a mailbox that has none
     */
    public Folder(FolderPaths paths, FsyncPolicy fsync, UniqueName names, int keywords, LongSupplier validities) {
        this.keywords = keywords;
        this.paths = paths;
        this.fsync = fsync;
        this.names = names;
        this.source = new UidSource(paths, fsync, validities);
        this.fresh = new DirClock(paths.fresh());
        this.cur = new DirClock(paths.cur());
        this.index = new IndexFile(paths.index(), fsync);
    }

    /** Returns where its files are. */
    public FolderPaths paths() {
        return paths;
    }

    /** Returns which mailbox it is. */
    public MailboxId id() {
        return locked(() -> new MailboxId(state.guid));
    }

    /** Makes sure that it has been read; failing, the next call tries again. */
    void ready() throws IOException {
        lock.lock();
        try {
            if (loaded && users.get() <= 1 && replaced()) {
                end();
            }
            if (!loaded) {
                new Intent(paths).finish();
                load();
                loaded = true;
                write();
            } else if (refresh()) {
                // kept since its last user left, or in use: mail that came meanwhile is there for who opens it now
                write();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether, while nobody had it open, another program wrote the list, or made another mailbox in its place. */
    private boolean replaced() throws IOException {
        return !Files.isDirectory(paths.cur()) || !source.current(state);
    }

    /** Notes that nobody has it open any more; tells whether it can be kept for who comes next. */
    boolean rest() {
        rested = System.nanoTime();
        return loaded && lost == null;
    }

    /** Returns the nanoseconds since {@link #rest}. */
    long resting() {
        return System.nanoTime() - rested;
    }

    /** Returns about how many messages it has. */
    int messages() {
        return state.table.uids().size();
    }

    private void load() throws IOException {
        if (!Files.isDirectory(paths.cur())) {
            throw new NoSuchFileException(paths.cur().toString());
        }
        Owner.folder(paths.fresh());
        Owner.folder(paths.tmp());
        state.clear();
        IndexFile.Loaded known = index.load(state);
        Stamp list = Stamp.of(paths.uidList());
        if (known != null && list.exists() && known.list().equals(list)) {
            source.expect(state, list);
        } else {
            known = identify(known);
        }
        if (known == null) {
            begin();
        } else {
            fresh.restore(known.fresh());
            cur.restore(known.cur());
            refresh();
        }
    }

    /** Compares the index with a uidlist that it does not know; null if it belongs to another mailbox. */
    private IndexFile.@Nullable Loaded identify(IndexFile.@Nullable Loaded known) throws IOException {
        long uidValidity = state.uidValidity;
        String guid = state.guid;
        source.load(state);
        if (known == null) {
            return null;
        }
        if (state.uidValidity != uidValidity || !state.guid.equals(guid)) {
            state.clear();
            index.renew();
            return null;
        }
        source.adopt(state);
        return known;
    }

    /** Reads a mailbox we know nothing of: its mod-sequences must be above all that another server announced. */
    private void begin() throws IOException {
        if (source.next(source.records()) > 1) {
            state.modSeq = Math.max(1, System.currentTimeMillis());
            state.expunges = new ExpungeLog(state.modSeq);
        }
        scan(false);
        MessageTable table = state.table;
        state.recentFrom = 1;
        for (int i = 0; i < table.size(); i++) {
            if ((table.word(i) & FlagWord.IN_NEW) == 0) {
                state.recentFrom = table.uid(i) + 1;
            }
        }
    }

    /** Writes what changed to the index. */
    private void write() {
        if (!loaded || lost != null) {
            return;
        }
        if (adopted != source.adopted()) {
            adopted = source.adopted();
            index.renew();
        }
        index.flush(state, state.journal, source.stamp());
    }

    /** Looks at the directories, whatever their clocks say. */
    boolean scan(boolean locked) throws IOException {
        return new Scan(paths, state, source).run(fresh, cur, locked);
    }

    /** Takes up what other programs did, if they did something. Under the lock. */
    boolean refresh() throws IOException {
        if (cur.due()) {
            return scan(false);
        }
        return fresh.due() && (new Scan(paths, state, source).freshOnly(fresh) || scan(false));
    }

    /** Does work under the lock and rings afterwards if the mod-sequence has gone up. */
    <T> T locked(Work<T> work) {
        return locked(List.of(this), work);
    }

    /** Does work under the locks of several folders, taken in one order by everybody. */
    static <T> T locked(Collection<Folder> folders, Work<T> work) {
        List<Folder> order = new ArrayList<>(folders);
        order.sort(Comparator.comparingLong(folder -> folder.serial));
        order.forEach(folder -> folder.lock.lock());
        long[] at = new long[order.size()];
        try {
            for (Folder folder : order) {
                if (folder.lost != null) {
                    throw new MailException(folder.lost.problem(), String.valueOf(folder.lost.getMessage()));
                }
                if (!folder.loaded) {
                    // what it remembers is old: with it, files would be taken for new ones and given other UIDs
                    throw new MailException(Problem.UNAVAILABLE, "nobody has the mailbox open");
                }
            }
            return work.run();
        } catch (IOException e) {
            throw Trouble.of(e, order.get(0).paths.dir());
        } finally {
            for (int i = 0; i < at.length; i++) {
                order.get(i).write();
                at[i] = order.get(i).state.modSeq;
            }
            order.forEach(folder -> folder.lock.unlock());
            for (int i = 0; i < at.length; i++) {
                order.get(i).ring(at[i]);
            }
        }
    }

    private void ring(long at) {
        if (lock.isHeldByCurrentThread() || rung.getAndSet(at) == at || listeners.isEmpty()) {
            return;
        }
        MailboxId id = new MailboxId(state.guid);
        for (Listener listener : listeners) {
            listener.bell.ring(id, at);
        }
    }

    /** Takes up what other programs did, for somebody who waits. */
    public void check() {
        try {
            locked(this::refresh);
        } catch (MailException e) {
            if (e.problem() == Problem.NOT_FOUND) {
                lose(e);
                ringOut();
            }
        }
    }

    /** Tells whether another look will be due even if nothing changes. */
    boolean unsettled() {
        lock.lock();
        try {
            return fresh.unsettled() || cur.unsettled();
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the mailbox has gone: every call fails from now on. What is known of it is written before. */
    public void lose(MailException why) {
        lock.lock();
        try {
            end();
            lost = why;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whoever has it open that it has gone. Not under the lock. */
    public void ringOut() {
        for (Listener listener : listeners) {
            listener.bell.ring(new MailboxId(state.guid), state.modSeq);
        }
    }

    /** Notes that something was written that no client sees. Under the lock. */
    void touched() {
        state.journal.touch();
    }

    /** Notes that size or date of a message became known. Under the lock. */
    void learned(int at) {
        state.journal.row(state.table, at);
    }

    /** Returns the path of a message's file. Under the lock. */
    Path file(int index) throws IOException {
        return paths.dir().resolve(state.file(index, source.base(state.table.offset(index))));
    }

    /** Adds somebody who has it open. */
    public void listen(Object owner, Bell bell) {
        listeners.add(new Listener(owner, bell));
    }

    /** Forgets somebody. */
    public void forget(Object owner) {
        listeners.removeIf(listener -> listener.owner == owner);
    }

    /** Tells whether anybody wants to be told of changes. */
    public boolean hasListeners() {
        return listeners.stream().anyMatch(listener -> listener.bell != Bell.SILENT);
    }

    /** Returns the columns of derived octets. */
    public Memos memos() {
        return locked(() -> {
            Memos now = memos;
            if (now == null) {
                now = new Memos(paths.index(), state.uidValidity);
                memos = now;
            }
            return now;
        });
    }

    /** Counts one user more or less; returns how many there are. */
    int use(int more) {
        return users.addAndGet(more);
    }

    /** Lets go of files, if nobody uses them. What is known is read again by {@link #ready}. */
    void close() {
        lock.lock();
        try {
            if (users.get() <= 0) {
                end();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of files, whoever uses them: every call fails from now on. */
    void quit() {
        lose(new MailException(Problem.UNAVAILABLE, "the store is going"));
    }

    private void end() {
        if (loaded) {
            source.compact(state);
            write();
            index.close(state, state.journal, source.stamp(), fresh.settled(), cur.settled());
        }
        index.close();
        source.close();
        Memos columns = memos;
        if (columns != null) {
            columns.compact(state.table.uids());
            columns.close();
            memos = null;
        }
        loaded = false;
    }
}
