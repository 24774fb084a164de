// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.pennypost.api.store.Content;

/** A message whose file holds it in wire form already. */
final class FileContent implements Content {
    private final FileChannel channel;
    private final long length;

    FileContent(FileChannel channel, long length) {
        this.channel = channel;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(long offset, ByteBuffer target) throws IOException {
        if (offset >= length) {
            return -1;
        }
        int limit = target.limit();
        if (target.remaining() > length - offset) {
            target.limit(target.position() + (int) (length - offset));
        }
        try {
            return channel.read(target, offset);
        } finally {
            target.limit(limit);
        }
    }

    @Override
    public Optional<FileChannel> file() {
        return Optional.of(channel);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it was only read
            return;
        }
    }
}
