// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import java.util.ArrayDeque;
import org.apache.mina.core.buffer.IoBuffer;

/**
 * What has arrived and nobody has taken yet. The I/O thread adds at one end; a step takes at the other (engine rule 2). An
 * idle connection keeps no octets, and no array for them.
 *
 * <p>Where TLS begins it is sealed: whether octets came before or after that is decided under one lock, so none can slip
 * in between and be taken for octets of the other side (engine rule 10).
 */
final class Inbound {
    private static final IoBuffer NOTHING = IoBuffer.wrap(new byte[0]);
    private static final int SMALL = 4096;

    private final ArrayDeque<IoBuffer> arrived = new ArrayDeque<>(1);
    private int arrivedOctets;
    private int leftOctets;
    private boolean sealed;
    /** Belongs to the step. */
    private IoBuffer open = NOTHING;

    /** Adds octets, which belong to this buffer afterwards, and returns how many wait now; -1 where none may come. */
    synchronized int arrive(IoBuffer octets) {
        if (sealed) {
            return -1;
        }
        int size = octets.remaining();
        arrivedOctets += size;
        IoBuffer last = arrived.peekLast();
        if (last != null && last.capacity() - last.limit() >= size) {
            append(last, octets);
        } else {
            arrived.add(octets);
        }
        return waiting();
    }

    /** Returns everything that waits, for a step to take from. */
    IoBuffer take() {
        synchronized (this) {
            if (!open.hasRemaining() && arrived.size() == 1) {
                open = arrived.remove();
            } else if (!arrived.isEmpty()) {
                reserve(arrivedOctets);
                for (IoBuffer more = arrived.poll(); more != null; more = arrived.poll()) {
                    append(open, more);
                }
            }
            arrivedOctets = 0;
            leftOctets = open.remaining();
        }
        return open;
    }

    /** Ends what {@link #take} began and returns how many octets wait. */
    synchronized int settle() {
        leftOctets = open.remaining();
        if (leftOctets == 0) {
            open = NOTHING;
        } else if (leftOctets < SMALL && open.capacity() > 4 * SMALL) {
            reserve(0);
        }
        return waiting();
    }

    /** Lets nothing in any more until {@link #unseal}. Returns false when something waits already. */
    synchronized boolean seal() {
        sealed = true;
        return waiting() == 0;
    }

    /** Lets octets in again. */
    synchronized void unseal() {
        sealed = false;
    }

    synchronized int waiting() {
        return arrivedOctets + leftOctets;
    }

    /** Tells whether the end of a line waits. Called in a step. */
    synchronized boolean hasLine() {
        return open.indexOf((byte) '\n') >= 0 || arrived.stream().anyMatch(octets -> octets.indexOf((byte) '\n') >= 0);
    }

    /** Throws everything away. */
    synchronized void discard() {
        arrived.clear();
        arrivedOctets = 0;
    }

    private void reserve(int more) {
        if (more > 0 && open.capacity() - open.limit() >= more) {
            return;
        }
        int left = open.remaining();
        IoBuffer bigger = IoBuffer.allocate(more == 0 ? left : Math.max(left + more, 2 * left));
        bigger.put(open).flip();
        open = bigger;
    }

    private static void append(IoBuffer target, IoBuffer octets) {
        int position = target.position();
        int end = target.limit();
        target.limit(end + octets.remaining());
        target.position(end);
        target.put(octets);
        target.position(position);
    }
}
