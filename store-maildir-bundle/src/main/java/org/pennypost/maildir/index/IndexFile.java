// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.Flag;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.maildir.disk.Owner;
import org.pennypost.maildir.disk.SmallFile;
import org.pennypost.maildir.name.FlagWord;
import org.pennypost.maildir.name.Stamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What we know of a mailbox, on disk: the file pennypost.index, a list of records as {@link Journal} writes them, first all
 * that was known when the file was made, then every change since. It can be deleted at any time: UIDs and flags are in the
 * uidlist and in file names. Guarded by the lock of its {@link Folder}.
 *
 * <p>So that no mod-sequence is given twice, even if the end of the file is lost with the machine's power, the file names
 * a ceiling that was on the disk before any number up to it was used; a file that does not end in a CLOSE record goes on
 * from there.
 */
final class IndexFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFile.class);
    private static final byte[] MAGIC = "pennypost index 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final long CEILING = 1024;
    private static final long GROWTH = 256 * 1024;
    private static final int BLOCK = 4096;

    private final Path dir;
    private final Path path;
    private final FsyncPolicy fsync;
    private @Nullable FileChannel channel;
    private boolean whole;
    private boolean dirty;
    private long base;
    private long end;
    private long ceiling;
    private Loaded former = new Loaded(Stamp.NONE, 0, 0);

    IndexFile(Path dir, FsyncPolicy fsync) {
        this.dir = dir;
        this.path = dir.resolve("pennypost.index");
        this.fsync = fsync;
    }

    /**
     * What a file said besides the messages.
     *
     * @param list the version of the uidlist that its offsets belong to
     * @param fresh the trusted time of new/, 0 if none
     * @param cur the trusted time of cur/, 0 if none
     */
    record Loaded(Stamp list, long fresh, long cur) {}

    /** Fills a state from the file; null if there is none that can be used, then the state is as it was. */
    @Nullable
    Loaded load(FolderState state) throws IOException {
        whole = false;
        dirty = false;
        ceiling = 0;
        former = new Loaded(Stamp.NONE, 0, 0);
        ByteBuffer all;
        try {
            all = ByteBuffer.wrap(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return null;
        }
        byte[] magic = new byte[MAGIC.length];
        if (all.remaining() < magic.length || !Arrays.equals(MAGIC, take(all, magic))) {
            LOG.warn("{} is no index of ours: it is made anew", path);
            return null;
        }
        Loaded loaded;
        try {
            loaded = replay(all, new IndexReplay(state));
        } catch (RuntimeException e) {
            LOG.warn("{} is damaged: it is made anew", path, e);
            loaded = null;
        }
        if (loaded == null) {
            state.clear();
            whole = false;
        } else {
            former = loaded;
        }
        return loaded;
    }

    private @Nullable Loaded replay(ByteBuffer all, IndexReplay replay) {
        CRC32 crc = new CRC32();
        while (all.remaining() >= 9) {
            int start = all.position();
            int length = all.getInt(start);
            if (length < 0 || length > all.remaining() - 9) {
                break;
            }
            crc.reset();
            crc.update(all.array(), start, 5 + length);
            if (all.getInt(start + 5 + length) != (int) crc.getValue()) {
                break;
            }
            replay.record(all.get(start + 4), all.slice(start + 5, length));
            all.position(start + 9 + length);
        }
        whole = !all.hasRemaining();
        end = all.position();
        base = end;
        return replay.complete() ? replay.finish(whole) : null;
    }

    private static byte[] take(ByteBuffer from, byte[] to) {
        from.get(to);
        return to;
    }

    /** Says that the file must be written as a whole next time. */
    void renew() {
        whole = false;
    }

    /** Writes changes. A failure costs the index, nothing else. */
    void flush(FolderState state, Journal journal, Stamp list) {
        if (journal.isEmpty() && whole) {
            return;
        }
        dirty = true;
        try {
            boolean raise = state.modSeq >= ceiling;
            if (raise) {
                ceiling = state.modSeq + CEILING;
            }
            if (!whole || end - base > Math.max(GROWTH, base)) {
                journal.take();
                rewrite(state, list);
                return;
            }
            head(state, journal, list);
            FileChannel out = open();
            end += write(out, journal.take(), end);
            if (raise && fsync != FsyncPolicy.NEVER) {
                out.force(false);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", path, e.toString());
            journal.take();
            drop();
        }
    }

    private void head(FolderState state, Journal journal, Stamp list) {
        journal.numbers(
                Journal.HEAD,
                state.uidNext,
                state.modSeq,
                state.recentFrom,
                state.expunges.floor(),
                ceiling,
                list.identity(),
                list.size(),
                list.time());
    }

    private FileChannel open() throws IOException {
        FileChannel out = channel;
        if (out == null) {
            out = FileChannel.open(path, StandardOpenOption.WRITE);
            channel = out;
        }
        return out;
    }

    private void rewrite(FolderState state, Stamp list) throws IOException {
        closeChannel();
        Owner.folder(dir);
        Path temporary = path.resolveSibling("pennypost.index.new");
        FileChannel out = SmallFile.make(temporary);
        channel = out;
        end = write(out, ByteBuffer.wrap(MAGIC), 0);
        Journal journal = new Journal();
        journal.identity(state.uidValidity, state.guid);
        head(state, journal, list);
        for (int i = 0; i < FlagWord.KEYWORDS; i++) {
            Flag keyword = state.keywords.get(i);
            if (keyword != null) {
                journal.keyword(i, keyword);
            }
        }
        state.odd.forEach(journal::odd);
        journal.gone(Journal.WENT, state.expunges, 0, state.expunges.size());
        state.expunges.formers().forEach(journal::former);
        for (int i = 0; i < state.table.size(); i += BLOCK) {
            journal.rows(state.table, i, Math.min(state.table.size(), i + BLOCK));
            end += write(out, journal.take(), end);
        }
        end += write(out, journal.take(), end);
        if (fsync != FsyncPolicy.NEVER) {
            out.force(false);
        }
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        base = end;
        whole = true;
    }

    private static int write(FileChannel out, ByteBuffer octets, long at) throws IOException {
        int written = 0;
        while (octets.hasRemaining()) {
            written += out.write(octets, at + written);
        }
        return written;
    }

    /** Writes that nothing is open any more, and which times of new/ and cur/ may be trusted. */
    void close(FolderState state, Journal journal, Stamp list, long fresh, long cur) {
        if (!dirty && whole && fresh == former.fresh && cur == former.cur) {
            close();
            return;
        }
        journal.touch();
        flush(state, journal, list);
        try {
            journal.numbers(Journal.CLOSE, fresh, cur);
            write(open(), journal.take(), end);
        } catch (IOException e) {
            LOG.debug("{} stays as it is: {}", path, e.toString());
        }
        close();
    }

    private void drop() {
        whole = false;
        closeChannel();
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("{} cannot be removed: {}", path, e.toString());
        }
    }

    private void closeChannel() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be closed: {}", path, e.toString());
        }
        channel = null;
    }

    @Override
    public void close() {
        closeChannel();
    }
}
