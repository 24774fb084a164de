// SPDX-License-Identifier: Apache-2.0
package org.pennypost.memory;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.MemoKey;
import org.pennypost.api.store.Message;
import org.pennypost.api.store.Need;

/**
 * A message of a batch. Answers strictly what the plan declared, so that a caller who forgets a need is found out by the
 * first test and not by a slower store.
 */
final class MemoryMessage implements Message {
    private final MemoryRecord record;
    private final FetchPlan plan;

    MemoryMessage(MemoryRecord record, FetchPlan plan) {
        this.record = record;
        this.plan = plan;
    }

    @Override
    public MessageMeta meta() {
        return new MessageMeta(
                record.uid(),
                record.modSeq(),
                record.flags(),
                plan.wants(Need.SIZES) ? record.octets().length : MessageMeta.UNKNOWN,
                record.internalDate());
    }

    @Override
    public Content content() {
        return new MemoryContent(record.octets());
    }

    @Override
    public Optional<ByteBuffer> memo(MemoKey key) {
        return plan.memos().contains(key)
                ? Optional.ofNullable(record.memos().get(key))
                        .map(ByteBuffer::wrap)
                        .map(ByteBuffer::asReadOnlyBuffer)
                : Optional.empty();
    }
}
