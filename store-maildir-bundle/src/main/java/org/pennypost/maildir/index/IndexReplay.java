// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.pennypost.api.mail.Flag;
import org.pennypost.maildir.name.Stamp;

/** Puts the records of an index file back into a state, one after the other. */
final class IndexReplay {
    private final FolderState state;
    private final Set<Long> gone = new HashSet<>();
    private Stamp list = Stamp.NONE;
    private long ceiling = -1;
    private long fresh;
    private long cur;
    private boolean closed;

    IndexReplay(FolderState state) {
        this.state = state;
    }

    /** Takes a record. */
    void record(byte kind, ByteBuffer content) {
        closed = kind == Journal.CLOSE;
        switch (kind) {
            case Journal.IDENTITY -> {
                state.uidValidity = content.getLong();
                state.guid = StandardCharsets.US_ASCII.decode(content).toString();
            }
            case Journal.ROWS -> rows(content);
            case Journal.GONE, Journal.WENT -> gone(content, kind == Journal.GONE);
            case Journal.FORMER ->
                state.expunges.keep(
                        Integer.toUnsignedLong(content.getInt()),
                        new ExpungeLog.Former(content.getLong(), content.getLong()));
            case Journal.KEYWORD -> {
                state.keywords.set(
                        content.getInt(),
                        Flag.of(StandardCharsets.US_ASCII.decode(content).toString()));
            }
            case Journal.ODD -> {
                long uid = Integer.toUnsignedLong(content.getInt());
                state.odd.put(uid, StandardCharsets.UTF_8.decode(content).toString());
            }
            case Journal.HEAD -> {
                state.uidNext = content.getLong();
                state.modSeq = content.getLong();
                state.recentFrom = content.getLong();
                if (ceiling < 0) {
                    state.expunges = new ExpungeLog(content.getLong());
                } else {
                    content.getLong();
                }
                ceiling = content.getLong();
                list = new Stamp(content.getLong(), content.getLong(), content.getLong());
            }
            case Journal.CLOSE -> {
                fresh = content.getLong();
                cur = content.getLong();
            }
            default -> {
                // of a later version: what it says is in the uidlist and the file names too
                return;
            }
        }
    }

    private void rows(ByteBuffer content) {
        MessageTable table = state.table;
        table.grow(table.size() + content.remaining() / Journal.ROW);
        while (content.remaining() >= Journal.ROW) {
            long uid = Integer.toUnsignedLong(content.getInt());
            long modSeq = content.getLong();
            long word = content.getLong();
            int size = content.getInt();
            MessageTable.Row row = new MessageTable.Row(
                    uid,
                    modSeq,
                    word,
                    size == -1 ? MessageTable.NO_SIZE : Integer.toUnsignedLong(size),
                    content.getLong(),
                    content.getInt());
            if (table.size() == 0 || uid > table.uid(table.size() - 1)) {
                table.add(row);
            } else {
                table.publish();
                int index = table.indexOf(uid);
                if (index >= 0) {
                    table.replace(index, row);
                }
            }
        }
        table.publish();
    }

    private void gone(ByteBuffer content, boolean now) {
        while (content.remaining() >= Journal.GONE_SIZE) {
            long uid = Integer.toUnsignedLong(content.getInt());
            state.expunges.add(uid, content.getLong());
            if (now) {
                gone.add(uid);
            }
        }
    }

    boolean complete() {
        return ceiling >= 0;
    }

    IndexFile.Loaded finish(boolean whole) {
        int[] indexes = new int[gone.size()];
        int count = 0;
        for (int i = 0; i < state.table.size(); i++) {
            if (gone.contains(state.table.uid(i))) {
                indexes[count++] = i;
                state.odd.remove(state.table.uid(i));
            }
        }
        state.table.remove(indexes, count);
        if (closed && whole) {
            return new IndexFile.Loaded(list, fresh, cur);
        }
        state.modSeq = Math.max(state.modSeq, ceiling);
        return new IndexFile.Loaded(list, 0, 0);
    }
}
