// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.UidList;
import org.pennypost.api.store.MemoKey;
import org.pennypost.maildir.disk.Owner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Derived octets of the messages of one mailbox under one key: a file of UID, length and octets, only added to; of several
 * values of a UID the last counts. It may be deleted at any time. Used by several threads.
 */
final class MemoColumn implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MemoColumn.class);
    private static final int HEAD = 8;
    private static final int BLOCK = 256 * 1024;
    private static final int SPAN = 4 * 1024 * 1024;
    static final long LIMIT = 4 * 1024;
    private static final long SPARE = 1024 * 1024;

    private final Path dir;
    private final Path file;
    private final byte[] title;
    private @Nullable FileChannel channel;
    private OffsetTable offsets = new OffsetTable();
    private long end;
    private boolean loaded;

    MemoColumn(Path dir, String name, long uidValidity) {
        this.dir = dir;
        this.file = dir.resolve(name);
        this.title = ("pennypost memo 1 " + uidValidity + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the values of these messages in their order, null where there is none. */
    synchronized @Nullable ByteBuffer[] get(long[] uids) {
        @Nullable ByteBuffer[] values = new @Nullable ByteBuffer[uids.length];
        try {
            FileChannel in = load(false);
            if (in == null) {
                return values;
            }
            long low = Long.MAX_VALUE;
            long high = 0;
            for (long uid : uids) {
                long at = offsets.get(uid);
                if (at >= 0) {
                    low = Math.min(low, at);
                    high = Math.max(high, at);
                }
            }
            if (high == 0) {
                return values;
            }
            ByteBuffer span = high - low <= SPAN ? read(in, low, high) : null;
            for (int i = 0; i < uids.length; i++) {
                long at = offsets.get(uids[i]);
                if (at >= 0) {
                    ByteBuffer record = span == null
                            ? read(in, at, at)
                            : span.slice((int) (at - low), span.limit() - (int) (at - low));
                    int length = record.getInt(4);
                    values[i] = record.slice(HEAD, length);
                }
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            LOG.debug("{} is of no use: {}", file, e.toString());
            Arrays.fill(values, null);
            close();
        }
        return values;
    }

    /** Reads from the record at one offset to the end of the record at another. */
    private static ByteBuffer read(FileChannel in, long first, long last) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        fill(in, head, last);
        int length = head.getInt(4);
        ByteBuffer all = ByteBuffer.allocate((int) (last - first) + HEAD + Math.min(length, MemoKey.VALUE_LIMIT));
        fill(in, all, first);
        return all.flip();
    }

    private static void fill(FileChannel in, ByteBuffer target, long at) throws IOException {
        while (target.hasRemaining()) {
            if (in.read(target, at + target.position()) < 0) {
                throw new IOException("the file is shorter than it was");
            }
        }
    }

    /**
     * Keeps values.
     *
     * @param messages how many messages the mailbox has, which limits the file
     */
    synchronized void put(Map<Long, byte[]> values, long messages) {
        try {
            FileChannel out = load(true);
            if (out == null) {
                return;
            }
            int size = 0;
            for (byte[] value : values.values()) {
                size += value.length <= MemoKey.VALUE_LIMIT ? HEAD + value.length : 0;
            }
            if (size == 0 || end + size > LIMIT * messages + SPARE) {
                return;
            }
            ByteBuffer octets = ByteBuffer.allocate(size);
            for (Map.Entry<Long, byte[]> entry : values.entrySet()) {
                byte[] value = entry.getValue();
                if (value.length <= MemoKey.VALUE_LIMIT) {
                    offsets.put(entry.getKey(), end + octets.position());
                    octets.putInt((int) (long) entry.getKey())
                            .putInt(value.length)
                            .put(value);
                }
            }
            octets.flip();
            while (octets.hasRemaining()) {
                end += out.write(octets, end);
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be written: {}", file, e.toString());
            close();
        }
    }

    private @Nullable FileChannel load(boolean make) throws IOException {
        FileChannel open = channel;
        if (open != null || (loaded && !make)) {
            return open;
        }
        loaded = true;
        if (!make && !Files.exists(file)) {
            return null;
        }
        if (make && !Files.isDirectory(dir)) {
            return null;
        }
        open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel = open;
        if (open.size() == 0) {
            Owner.file(file);
        }
        offsets = new OffsetTable();
        ByteBuffer found = ByteBuffer.allocate(title.length);
        open.read(found, 0);
        if (!found.flip().equals(ByteBuffer.wrap(title))) {
            open.truncate(0);
            open.write(ByteBuffer.wrap(title), 0);
            end = title.length;
            return open;
        }
        end = scan(open);
        return open;
    }

    /** Notes where records are; returns where the last whole one ends. */
    private long scan(FileChannel in) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long at = title.length;
        long size = in.size();
        long from = at;
        block.limit(0);
        while (at + HEAD <= size) {
            if (at - from + HEAD > block.limit()) {
                from = at;
                block.clear();
                in.read(block, from);
                block.flip();
                if (block.limit() < HEAD) {
                    break;
                }
            }
            int uid = block.getInt((int) (at - from));
            int length = block.getInt((int) (at - from) + 4);
            if (length < 0 || length > MemoKey.VALUE_LIMIT || at + HEAD + length > size) {
                break;
            }
            offsets.put(Integer.toUnsignedLong(uid), at);
            at += HEAD + length;
        }
        return at;
    }

    /** Writes the file anew if more than half of it belongs to messages that have gone. */
    synchronized void compact(UidList alive) {
        if (channel == null || end < SPARE || offsets.size() < 2L * alive.size()) {
            return;
        }
        close();
        try {
            // what is asked for again is computed again: cheaper than to copy what nobody may ask for
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("{} cannot be removed: {}", file, e.toString());
        }
    }

    @Override
    public synchronized void close() {
        FileChannel open = channel;
        channel = null;
        loaded = false;
        offsets = new OffsetTable();
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("{} cannot be closed: {}", file, e.toString());
            }
        }
    }
}
