// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.UidList;
import org.pennypost.api.store.MemoKey;

/** The memo columns of one mailbox, each opened when it is asked for. Used by several threads. */
public final class Memos implements AutoCloseable {
    private static final String PREFIX = "pennypost.memo+";

    private final Path dir;
    private final long uidValidity;
    private final Map<MemoKey, MemoColumn> open = new HashMap<>();
    private @Nullable Set<MemoKey> known;

    Memos(Path dir, long uidValidity) {
        this.dir = dir;
        this.uidValidity = uidValidity;
    }

    private synchronized MemoColumn column(MemoKey key) {
        return open.computeIfAbsent(
                key,
                name -> new MemoColumn(
                        dir, PREFIX + name.name() + "+" + name.version() + "+" + name.mode(), uidValidity));
    }

    /** Returns what is remembered of messages in their order, null where there is nothing. */
    public @Nullable ByteBuffer[] get(MemoKey key, long[] uids) {
        return column(key).get(uids);
    }

    /** Remembers something of messages. */
    public void put(MemoKey key, Map<Long, byte[]> values, long messages) {
        synchronized (this) {
            if (known != null) {
                known.add(key);
            }
        }
        column(key).put(values, messages);
    }

    /** Returns the keys under which something is remembered. */
    private synchronized Set<MemoKey> keys() {
        Set<MemoKey> found = known;
        if (found == null) {
            found = new HashSet<>(open.keySet());
            try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, PREFIX + "*")) {
                for (Path file : files) {
                    String[] parts = file.getFileName().toString().split("\\+", -1);
                    if (parts.length == 4 && parts[2].matches("[0-9]{1,3}")) {
                        found.add(new MemoKey(parts[1], Integer.parseInt(parts[2]), parts[3]));
                    }
                }
            } catch (IOException | IllegalArgumentException e) {
                // nothing is remembered, or by somebody else
                found = new HashSet<>(open.keySet());
            }
            known = found;
        }
        return Set.copyOf(found);
    }

    /** Remembers of copies what is remembered of their originals. */
    void copy(long[] from, Memos target, long[] to, long messages) {
        for (MemoKey key : keys()) {
            @Nullable ByteBuffer[] values = get(key, from);
            Map<Long, byte[]> copies = new HashMap<>();
            for (int i = 0; i < from.length; i++) {
                ByteBuffer value = values[i];
                if (value != null) {
                    byte[] octets = new byte[value.remaining()];
                    value.duplicate().get(octets);
                    copies.put(to[i], octets);
                }
            }
            if (!copies.isEmpty()) {
                target.put(key, copies, messages);
            }
        }
    }

    /** Drops columns that are mostly of messages that have gone. */
    void compact(UidList alive) {
        List<MemoColumn> columns;
        synchronized (this) {
            columns = List.copyOf(open.values());
        }
        columns.forEach(column -> column.compact(alive));
    }

    @Override
    public synchronized void close() {
        open.values().forEach(MemoColumn::close);
        open.clear();
        known = null;
    }
}
