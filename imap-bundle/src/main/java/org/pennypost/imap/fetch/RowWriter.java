// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.nio.ByteBuffer;
import org.pennypost.api.imap.FetchItem;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.Message;
import org.pennypost.imap.wire.Writer;

/**
 * Writes FETCH rows item by item: a space goes before an item only once the item writes something, because some have
 * nothing to say. Counts what it writes, and takes back a row whose message turns out to be unreadable.
 */
final class RowWriter implements ImapWriter {
    private final ImapWriter out;
    private long octets;
    private boolean first;
    private boolean spaced;

    RowWriter(ImapWriter out) {
        this.out = out;
    }

    /** Begins the row of a message. */
    void begin(int number) {
        out.untagged().number(number).atom(" FETCH (");
        first = true;
        spaced = true;
    }

    /** Writes one item. */
    void item(FetchItem.Part part, Message message, ImapSession session) {
        spaced = first;
        part.write(message, session, this);
        spaced = true;
    }

    /** Ends the row; one without items is taken back. */
    void finish() {
        if (first) {
            takeBack();
        } else {
            out.put(')').end();
        }
    }

    /** Takes back a row that cannot be ended. */
    void takeBack() {
        if (out instanceof Writer rows) {
            rows.takeBack();
        } else {
            throw new IllegalArgumentException("not a writer of this bundle");
        }
    }

    /** Returns how much has been written. */
    long octets() {
        return octets;
    }

    private ImapWriter count(long more) {
        if (!spaced) {
            out.sp();
        }
        spaced = true;
        first = false;
        octets += more;
        return out;
    }

    @Override
    public ImapWriter untagged() {
        throw new IllegalStateException("an item is part of a row");
    }

    @Override
    public ImapWriter end() {
        throw new IllegalStateException("an item is part of a row");
    }

    @Override
    public ImapWriter sp() {
        count(1).sp();
        return this;
    }

    @Override
    public ImapWriter put(char octet) {
        count(1).put(octet);
        return this;
    }

    @Override
    public ImapWriter atom(String text) {
        count(text.length()).atom(text);
        return this;
    }

    @Override
    public ImapWriter number(long number) {
        count(Long.BYTES).number(number);
        return this;
    }

    @Override
    public ImapWriter string(byte[] text) {
        count(text.length).string(text);
        return this;
    }

    @Override
    public ImapWriter mailbox(MailboxName name) {
        count(Long.BYTES).mailbox(name);
        return this;
    }

    @Override
    public ImapWriter flags(Flags flags) {
        count(Long.BYTES).flags(flags);
        return this;
    }

    @Override
    public ImapWriter dateTime(long second) {
        count(Long.BYTES).dateTime(second);
        return this;
    }

    @Override
    public ImapWriter literal(Content content, long offset, long length) {
        count(length).literal(content, offset, length);
        return this;
    }

    @Override
    public ImapWriter octets(ByteBuffer wire) {
        count(wire.remaining()).octets(wire);
        return this;
    }
}
