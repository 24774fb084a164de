// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.MemoKey;
import org.pennypost.api.store.Message;
import org.pennypost.maildir.index.Browse;

/** A message of a batch. */
final class MaildirMessage implements Message {
    private final Browse browse;
    private final MessageMeta meta;
    private final Memos memos;
    private final @Nullable String uniqueId;

    /**
     * What is remembered of a batch.
     *
     * @param values of each column, in the order of the batch
     * @param place of the message in it
     */
    record Memos(Map<MemoKey, @Nullable ByteBuffer[]> values, int place) {}

    MaildirMessage(Browse browse, MessageMeta meta, Memos memos, @Nullable String uniqueId) {
        this.browse = browse;
        this.uniqueId = uniqueId;
        this.meta = meta;
        this.memos = memos;
    }

    @Override
    public MessageMeta meta() {
        return meta;
    }

    @Override
    public Optional<String> uniqueId() {
        return Optional.ofNullable(uniqueId);
    }

    @Override
    public Content content() {
        Browse.Opened opened = browse.open(meta.uid());
        return opened.fileSize() == opened.wireSize()
                ? new FileContent(opened.channel(), opened.fileSize())
                : new LinesContent(opened.channel(), opened.wireSize());
    }

    @Override
    public Optional<ByteBuffer> memo(MemoKey key) {
        @Nullable ByteBuffer[] values = memos.values.get(key);
        ByteBuffer value = values == null ? null : values[memos.place];
        return value == null ? Optional.empty() : Optional.of(value.asReadOnlyBuffer());
    }
}
