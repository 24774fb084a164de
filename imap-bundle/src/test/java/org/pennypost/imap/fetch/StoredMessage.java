// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.MemoKey;
import org.pennypost.api.store.Message;

/** A message in an array; counts how often it is opened and how many of its contents are still open. */
public final class StoredMessage implements Message {
    public final Map<MemoKey, byte[]> memos = new HashMap<>();
    public int opened;
    public int open;
    private final byte[] octets;

    public StoredMessage(byte[] octets) {
        this.octets = octets;
    }

    public StoredMessage(String text) {
        this(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public MessageMeta meta() {
        return new MessageMeta(7, 1, Flags.NONE, octets.length, 0);
    }

    @Override
    public Content content() {
        opened++;
        open++;
        return new Content() {
            private boolean closed;

            @Override
            public long length() {
                return octets.length;
            }

            @Override
            public int read(long offset, ByteBuffer target) {
                if (offset >= octets.length) {
                    return -1;
                }
                int count = Math.min(target.remaining(), octets.length - (int) offset);
                target.put(octets, (int) offset, count);
                return count;
            }

            @Override
            public void close() {
                open -= closed ? 0 : 1;
                closed = true;
            }
        };
    }

    @Override
    public Optional<ByteBuffer> memo(MemoKey key) {
        return Optional.ofNullable(memos.get(key)).map(ByteBuffer::wrap);
    }
}
