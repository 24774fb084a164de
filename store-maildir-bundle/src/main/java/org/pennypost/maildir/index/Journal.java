// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.pennypost.api.mail.Flag;

/**
 * Changes on their way to the index file: records of length, kind, content and checksum. Guarded by the lock of its
 * {@link Folder}; written once at the end of each piece of work.
 */
final class Journal {
    /** uidvalidity, guid. */
    static final byte IDENTITY = 1;
    /** what is known of messages, {@link #ROW} octets each. */
    static final byte ROWS = 2;
    /** messages that went: UID and mod-sequence each. */
    static final byte GONE = 3;
    /** a keyword and its number. */
    static final byte KEYWORD = 4;
    /** a file name that is not ours: UID, name. */
    static final byte ODD = 5;
    /** UIDNEXT, mod-sequence, first recent UID, floor of the expunges, ceiling, version of the uidlist. */
    static final byte HEAD = 6;
    /** trusted times of new/ and cur/; only the last record of a file counts. */
    static final byte CLOSE = 7;
    /** a message that went: UID, keywords, mod-sequence of its last change. */
    static final byte FORMER = 9;
    /** messages that went before the file was written. */
    static final byte WENT = 8;

    static final int ROW = 36;
    static final int GONE_SIZE = 12;

    private ByteBuffer buffer = ByteBuffer.allocate(512);
    private final CRC32 crc = new CRC32();
    private boolean touched;

    boolean isEmpty() {
        return buffer.position() == 0 && !touched;
    }

    /** Notes that a HEAD must be written. */
    void touch() {
        touched = true;
    }

    void row(MessageTable table, int index) {
        rows(table, index, index + 1);
    }

    /** Puts in messages of ascending UID. */
    void rows(MessageTable table, int from, int to) {
        ByteBuffer out = begin(ROWS, (to - from) * ROW);
        for (int i = from; i < to; i++) {
            out.putInt((int) table.uid(i)).putLong(table.modSeq(i)).putLong(table.word(i));
            out.putInt((int) table.size(i)).putLong(table.date(i)).putInt(table.offset(i));
        }
        end();
    }

    void gone(byte kind, ExpungeLog log, int from, int to) {
        ByteBuffer out = begin(kind, (to - from) * GONE_SIZE);
        for (int i = from; i < to; i++) {
            out.putInt((int) log.uid(i)).putLong(log.modSeq(i));
        }
        end();
    }

    void former(long uid, ExpungeLog.Former former) {
        begin(FORMER, 20).putInt((int) uid).putLong(former.keywords()).putLong(former.modSeq());
        end();
    }

    void keyword(int index, Flag keyword) {
        byte[] name = keyword.name().getBytes(StandardCharsets.US_ASCII);
        begin(KEYWORD, 4 + name.length).putInt(index).put(name);
        end();
    }

    void odd(long uid, String file) {
        byte[] name = file.getBytes(StandardCharsets.UTF_8);
        begin(ODD, 4 + name.length).putInt((int) uid).put(name);
        end();
    }

    /** Puts in a record of numbers. */
    void numbers(byte kind, long... values) {
        ByteBuffer out = begin(kind, values.length * Long.BYTES);
        for (long value : values) {
            out.putLong(value);
        }
        end();
    }

    void identity(long uidValidity, String guid) {
        byte[] id = guid.getBytes(StandardCharsets.US_ASCII);
        begin(IDENTITY, 8 + id.length).putLong(uidValidity).put(id);
        end();
    }

    private int start;

    private ByteBuffer begin(byte kind, int length) {
        int need = buffer.position() + 9 + length;
        if (need > buffer.capacity()) {
            int at = buffer.position();
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), Math.max(need, buffer.capacity() * 2)));
            buffer.position(at);
        }
        start = buffer.position();
        return buffer.putInt(length).put(kind);
    }

    private void end() {
        crc.reset();
        crc.update(buffer.array(), start, buffer.position() - start);
        buffer.putInt((int) crc.getValue());
    }

    /** Returns what is to be written, and begins anew. */
    ByteBuffer take() {
        ByteBuffer all = buffer.flip();
        buffer = ByteBuffer.allocate(512);
        touched = false;
        return all;
    }
}
