// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Objects;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.file.DefaultFileRegion;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.store.Content;

/**
 * What waits to be sent. Only a small window of it is given to MINA, the next piece when an earlier one has been sent: that
 * keeps memory flat however slowly a client reads, and {@code SslFilter} overflows beyond some 70 writes.
 *
 * <p>{@link #pump} is never run by two threads at a time, and no lock is held while MINA is called: its TLS filter has a
 * lock of its own under which the I/O thread calls us.
 */
final class Outbound {
    private static final int CHUNK = 32 * 1024;
    private static final int MOST_WRITES = 16;

    private final IoSession io;
    private final int window;
    private final ArrayDeque<Item> queue = new ArrayDeque<>(2);
    private final ArrayDeque<Sending> sending = new ArrayDeque<>(2);
    private long queuedOctets;
    private long sendingOctets;
    private boolean full;
    private boolean pumping;
    private boolean again;
    /** A layer begins after what is being sent. */
    private boolean barrier;

    private boolean ending;
    private boolean dead;
    private volatile boolean regions = true;
    private long writtenOctets;
    private long writtenAt = System.nanoTime();

    Outbound(IoSession io, int window) {
        this.io = io;
        this.window = window;
    }

    /** Queues octets; without effect after {@link #end}. */
    void add(IoBuffer octets) {
        if (octets.hasRemaining()) {
            add(new Item(octets, null, 0, octets.remaining(), false));
        }
    }

    /** Queues a part of a content. */
    void add(Content content, long offset, long length) {
        if (length > 0) {
            add(new Item(null, content, offset, length, false));
        } else {
            content.close();
        }
    }

    /** Queues the line after which a layer begins. */
    void addLast(IoBuffer okLine) {
        add(new Item(okLine, null, 0, okLine.remaining(), true));
    }

    private void add(Item item) {
        synchronized (this) {
            if (!ending && !dead) {
                queue.add(item);
                queuedOctets += item.left;
                full = full || queuedOctets + sendingOctets >= window;
                return;
            }
        }
        item.close();
    }

    /** Takes no more. */
    void end() {
        synchronized (this) {
            ending = true;
        }
    }

    /** Tells whether nothing waits or is being sent, and nothing can come. */
    synchronized boolean done() {
        return ending && queue.isEmpty() && sending.isEmpty();
    }

    synchronized boolean full() {
        return full;
    }

    synchronized boolean sending() {
        return !sending.isEmpty();
    }

    /** Tells whether something is being sent and no octet has moved for so long. Called by one thread, now and then. */
    boolean stalled(long now, long nanos) {
        long octets = io.getWrittenBytes();
        if (octets != writtenOctets || !sending()) {
            writtenOctets = octets;
            writtenAt = now;
        }
        return now - writtenAt > nanos;
    }

    /** From now on nothing is sent straight from a file, since it must be encrypted. */
    void layered() {
        regions = false;
        synchronized (this) {
            barrier = false;
        }
    }

    /** Gives MINA as much as the window allows. */
    void pump() throws IOException {
        synchronized (this) {
            if (pumping) {
                again = true;
                return;
            }
            pumping = true;
        }
        boolean more = true;
        try {
            while (more) {
                for (Item item = next(); item != null; item = next()) {
                    send(item);
                }
                synchronized (this) {
                    more = again;
                    again = false;
                    // Only here, in the same moment as the decision: a second pump would lose items.
                    pumping = more;
                }
            }
        } finally {
            boolean dropped;
            synchronized (this) {
                if (more) {
                    pumping = false;
                }
                dropped = dead && !pumping;
            }
            if (dropped) {
                drop();
            }
        }
    }

    private synchronized @Nullable Item next() {
        boolean open = !barrier && !dead && sending.size() < MOST_WRITES && sendingOctets < window;
        return open ? queue.peek() : null;
    }

    private void send(Item item) throws IOException {
        Object message;
        Content done = null;
        long size;
        IoBuffer octets = item.octets;
        if (octets != null) {
            message = gather(item, octets);
            size = ((IoBuffer) message).remaining();
        } else {
            Content content = item.content();
            FileChannel file = regions ? content.file().orElse(null) : null;
            size = file == null ? Math.min(item.left, CHUNK) : item.left;
            message = file == null
                    ? chunk(content, item.offset, (int) size)
                    : new DefaultFileRegion(file, item.offset, size);
            item.offset += size;
            item.left -= size;
            done = item.left == 0 ? content : null;
        }
        synchronized (this) {
            if (octets == null) {
                queuedOctets -= size;
                if (done != null) {
                    queue.poll();
                }
            }
            sendingOctets += size;
            sending.add(new Sending(size, done, item.layer));
            barrier = item.layer;
        }
        io.write(message);
    }

    /** Takes a buffer from the queue, together with the small ones behind it. */
    private synchronized IoBuffer gather(Item first, IoBuffer octets) {
        queue.poll();
        queuedOctets -= first.left;
        Item second = queue.peek();
        if (first.layer || second == null || !second.joins(first.left)) {
            return octets;
        }
        IoBuffer joined = IoBuffer.allocate(CHUNK);
        joined.put(octets);
        for (Item item = second; item != null && item.joins(joined.position()); item = queue.peek()) {
            joined.put(item.octets());
            queuedOctets -= item.left;
            queue.poll();
        }
        return joined.flip();
    }

    private static IoBuffer chunk(Content content, long offset, int size) throws IOException {
        IoBuffer chunk = IoBuffer.allocate(size);
        long at = offset;
        while (chunk.hasRemaining()) {
            int read = content.read(at, chunk.buf());
            if (read < 0) {
                throw new IOException("a content ends at " + at + ", before its length");
            }
            at += read;
        }
        return chunk.flip();
    }

    /** Notes that the oldest write has been sent. Called by the I/O thread. */
    Progress sent() {
        Sending oldest;
        Progress progress;
        synchronized (this) {
            oldest = sending.poll();
            if (oldest == null) {
                return Progress.NONE;
            }
            sendingOctets -= oldest.size;
            boolean roomy = full && queuedOctets + sendingOctets <= window / 2;
            full = full && !roomy;
            progress = new Progress(oldest.layer, !queue.isEmpty(), roomy);
        }
        oldest.close();
        return progress;
    }

    /** Throws everything away and closes the contents. */
    void drop() {
        Item[] items;
        Sending[] sendings;
        synchronized (this) {
            dead = true;
            if (pumping) {
                // It may be reading a content just now. It comes here itself.
                return;
            }
            items = queue.toArray(new Item[0]);
            queue.clear();
            sendings = sending.toArray(new Sending[0]);
            sending.clear();
            queuedOctets = 0;
            sendingOctets = 0;
        }
        for (Item item : items) {
            item.close();
        }
        for (Sending one : sendings) {
            one.close();
        }
    }

    /**
     * What {@link #sent} saw.
     *
     * @param layer the layer begins now
     * @param more more waits
     * @param room there is room again
     */
    record Progress(boolean layer, boolean more, boolean room) {
        static final Progress NONE = new Progress(false, false, false);
    }

    private record Sending(long size, @Nullable Content content, boolean layer) {
        void close() {
            if (content != null) {
                content.close();
            }
        }
    }

    private static final class Item {
        private final @Nullable IoBuffer octets;
        private final @Nullable Content content;
        private final boolean layer;
        private long offset;
        private long left;

        Item(@Nullable IoBuffer octets, @Nullable Content content, long offset, long left, boolean layer) {
            this.octets = octets;
            this.content = content;
            this.offset = offset;
            this.left = left;
            this.layer = layer;
        }

        boolean joins(long before) {
            return octets != null && !layer && before + left <= CHUNK;
        }

        IoBuffer octets() {
            return Objects.requireNonNull(octets);
        }

        Content content() {
            return Objects.requireNonNull(content);
        }

        void close() {
            if (content != null) {
                content.close();
            }
        }
    }
}
