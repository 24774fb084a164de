// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.drop;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.store.Content;
import org.pennypost.pop3.wire.DotWriter;

/** The octets of a message from one offset to another, as the client reads them. */
public final class MessageRows implements Outcome.Stream {
    private static final int CHUNK = 32 * 1024;

    private final Content content;
    private final long end;
    private final DotWriter out;
    private long offset;

    /**
     * Begins.
     *
     * @param end offset behind the last octet
     */
    public MessageRows(Content content, long end, DotWriter out) {
        this.content = content;
        this.end = end;
        this.out = out;
        out.at(true);
    }

    /** Goes on at a position that a stream of an earlier version has told. */
    public MessageRows from(String position) {
        offset = Long.parseLong(position);
        out.at(offset == 0 || octet(offset - 1) == '\n');
        return this;
    }

    private byte octet(long at) {
        ByteBuffer one = ByteBuffer.allocate(1);
        read(at, one);
        return one.get(0);
    }

    private void read(long at, ByteBuffer target) {
        try {
            if (content.read(at, target) < 0) {
                throw new MailException(Problem.CORRUPT, "the message is shorter than it was");
            }
        } catch (IOException e) {
            throw new MailException(Problem.UNAVAILABLE, "the message cannot be read", e);
        }
    }

    @Override
    public @Nullable Outcome next() {
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, end - offset));
        while (offset < end && out.hasRoom()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), end - offset));
            read(offset, chunk);
            offset += chunk.flip().remaining();
            out.octets(chunk);
        }
        if (offset < end) {
            return null;
        }
        content.close();
        return Outcome.done("");
    }

    @Override
    public String position() {
        return String.valueOf(offset);
    }

    @Override
    public void cancel() {
        content.close();
    }
}
