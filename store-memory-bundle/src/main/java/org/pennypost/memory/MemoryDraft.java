// SPDX-License-Identifier: Apache-2.0
package org.pennypost.memory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.Draft;

/** A message being written. */
final class MemoryDraft implements Draft {
    /** Most octets of a message: arrays end not far above. */
    static final int LIMIT = Integer.MAX_VALUE / 4;

    private final MemoryTree tree;
    private final String token;
    private final long begun;
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private boolean over;
    private boolean parked;

    MemoryDraft(MemoryTree tree, String token, long begun) {
        this.tree = tree;
        this.token = token;
        this.begun = begun;
    }

    long begun() {
        return begun;
    }

    boolean belongsTo(MemoryTree other) {
        return tree == other;
    }

    boolean over() {
        return over;
    }

    @Override
    public void append(ByteBuffer more) {
        if (over) {
            throw new MailException(Problem.NOT_FOUND, "the draft has been used up");
        }
        if (octets.size() + (long) more.remaining() > LIMIT) {
            throw new MailException(Problem.TOO_BIG, "the message is too big for this store");
        }
        byte[] copy = new byte[more.remaining()];
        more.get(copy);
        octets.writeBytes(copy);
    }

    @Override
    public long size() {
        return octets.size();
    }

    @Override
    public String token() {
        return token;
    }

    /** Nothing to let go of: the tree keeps the draft. */
    @Override
    public void park() {
        parked = true;
    }

    /** Takes the draft up again. */
    MemoryDraft resumed() {
        parked = false;
        return this;
    }

    @Override
    public void abort() {
        if (!parked) {
            tree.look(this::useUp);
        }
    }

    /** Ends the draft. Called under the tree's lock. */
    boolean useUp() {
        over = true;
        tree.forget(this);
        return true;
    }

    /** Returns the octets in wire form: a line feed on its own becomes CRLF. */
    byte[] wireForm() {
        byte[] sent = octets.toByteArray();
        ByteArrayOutputStream wire = new ByteArrayOutputStream(sent.length);
        for (int i = 0; i < sent.length; i++) {
            if (sent[i] == '\n' && (i == 0 || sent[i - 1] != '\r')) {
                wire.write('\r');
            }
            wire.write(sent[i]);
        }
        return wire.toByteArray();
    }
}
