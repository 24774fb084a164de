// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.engine;

import java.nio.ByteBuffer;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.store.Content;

/** Writes what items write with a space between two of them; an item that writes nothing gets none. */
public final class Spaced implements ImapWriter {
    private final ImapWriter out;
    private final String opening;
    private boolean first = true;
    private boolean due;

    /** Makes it over another writer. */
    public Spaced(ImapWriter out) {
        this(out, "");
    }

    /** Makes it with what is written in front of the first item, if any item writes something. */
    public Spaced(ImapWriter out, String opening) {
        this.out = out;
        this.opening = opening;
    }

    /** Tells whether something has been written. */
    public boolean wrote() {
        return !first;
    }

    /** The next item begins. */
    public void begin() {
        due = true;
    }

    private ImapWriter to() {
        if (due) {
            due = false;
            if (first) {
                out.atom(opening);
            } else {
                out.sp();
            }
            first = false;
        }
        return out;
    }

    @Override
    public ImapWriter untagged() {
        throw new IllegalStateException("an item is inside a row");
    }

    @Override
    public ImapWriter end() {
        throw new IllegalStateException("an item is inside a row");
    }

    @Override
    public ImapWriter sp() {
        to().sp();
        return this;
    }

    @Override
    public ImapWriter put(char octet) {
        to().put(octet);
        return this;
    }

    @Override
    public ImapWriter atom(String text) {
        to().atom(text);
        return this;
    }

    @Override
    public ImapWriter number(long number) {
        to().number(number);
        return this;
    }

    @Override
    public ImapWriter string(byte[] octets) {
        to().string(octets);
        return this;
    }

    @Override
    public ImapWriter mailbox(MailboxName name) {
        to().mailbox(name);
        return this;
    }

    @Override
    public ImapWriter flags(Flags flags) {
        to().flags(flags);
        return this;
    }

    @Override
    public ImapWriter dateTime(long second) {
        to().dateTime(second);
        return this;
    }

    @Override
    public ImapWriter literal(Content content, long offset, long length) {
        to().literal(content, offset, length);
        return this;
    }

    @Override
    public ImapWriter octets(ByteBuffer wire) {
        to().octets(wire);
        return this;
    }
}
