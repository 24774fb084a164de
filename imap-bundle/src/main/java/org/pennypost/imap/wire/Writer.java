// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.store.Content;

/**
 * Collects rows and sends them together, once 32 KiB have come or the engine says so. Only whole rows are sent, so one that
 * could not be ended can be taken back.
 */
public final class Writer implements ImapWriter {
    private static final int FULL = 32 * 1024;
    private static final int CONTENTS = 16;
    private static final int QUOTED = 1000;
    private static final byte[] NOTHING = new byte[0];

    private final Sink sink;
    private final NameForm names;
    private byte[] buffer = NOTHING;
    private int length;
    private int whole;
    private int wholePieces;
    private boolean inRow;
    private final List<Piece> pieces = new ArrayList<>(0);

    private record Piece(int at, Content content, long offset, long length) {}

    /** Makes a writer without rows. */
    public Writer(Sink sink, NameForm names) {
        this.sink = sink;
        this.names = names;
    }

    @Override
    public ImapWriter untagged() {
        if (inRow) {
            throw new IllegalStateException("the row before has not been ended");
        }
        inRow = true;
        return raw("* ");
    }

    @Override
    public ImapWriter end() {
        raw("\r\n");
        inRow = false;
        whole = length;
        wholePieces = pieces.size();
        if (length >= FULL || wholePieces >= CONTENTS) {
            flush();
        }
        return this;
    }

    /** Writes a whole line, such as a tagged one; what cannot stand in a line becomes {@code ?}. */
    public void line(String text) {
        takeBack();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            octet(c >= ' ' && c < 0x7F ? c : '?');
        }
        end();
    }

    /** Takes back a row that has been begun and not ended. */
    public void takeBack() {
        length = whole;
        inRow = false;
        while (pieces.size() > wholePieces) {
            pieces.remove(pieces.size() - 1).content.close();
        }
    }

    /**
     * How far the row in hand has come.
     *
     * @param inRow whether there is one
     * @param octets of it
     * @param contents in it
     */
    public record Mark(boolean inRow, int octets, int contents) {}

    /** Returns how far the row in hand has come. */
    public Mark mark() {
        return new Mark(inRow, length - whole, pieces.size() - wholePieces);
    }

    /** Takes back what has been added to the row in hand since then, or the whole row if none was in hand. */
    public void back(Mark mark) {
        if (!mark.inRow) {
            takeBack();
            return;
        }
        length = Math.min(length, whole + mark.octets);
        while (pieces.size() > wholePieces + mark.contents) {
            pieces.remove(pieces.size() - 1).content.close();
        }
    }

    /** Sends all whole rows. */
    public void flush() {
        if (whole == 0) {
            return;
        }
        byte[] rows = buffer;
        int from = 0;
        for (int i = 0; i < wholePieces; i++) {
            Piece piece = pieces.get(i);
            sink.write(ByteBuffer.wrap(rows, from, piece.at - from).slice());
            sink.write(piece.content, piece.offset, piece.length);
            from = piece.at;
        }
        if (from < whole) {
            sink.write(ByteBuffer.wrap(rows, from, whole - from).slice());
        }
        int moved = whole;
        List<Piece> open = pieces.subList(wholePieces, pieces.size()).stream()
                .map(piece -> new Piece(piece.at - moved, piece.content, piece.offset, piece.length))
                .toList();
        pieces.clear();
        pieces.addAll(open);
        buffer = length == whole ? NOTHING : Arrays.copyOfRange(rows, whole, length);
        length -= whole;
        whole = 0;
        wholePieces = 0;
    }

    /** Tells whether nothing waits to be sent. */
    public boolean isEmpty() {
        return whole == 0;
    }

    private void room(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(length + more, Math.max(256, buffer.length * 2)));
        }
    }

    private void octet(int octet) {
        room(1);
        buffer[length++] = (byte) octet;
    }

    private Writer raw(String ascii) {
        int count = ascii.length();
        room(count);
        for (int i = 0; i < count; i++) {
            buffer[length++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    @Override
    public ImapWriter sp() {
        octet(' ');
        return this;
    }

    @Override
    public ImapWriter put(char octet) {
        if (octet < ' ' || octet > 0x7E) {
            throw new IllegalArgumentException("not printable: " + (int) octet);
        }
        octet(octet);
        return this;
    }

    @Override
    public ImapWriter atom(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || c == '\r' || c == '\n' || c > 0x7F) {
                throw new IllegalArgumentException("not text of one line in US-ASCII");
            }
        }
        return raw(text);
    }

    @Override
    public ImapWriter number(long number) {
        if (number >= 0 && number < 10) {
            octet('0' + (int) number);
            return this;
        }
        return raw(Long.toString(number));
    }

    @Override
    public ImapWriter string(byte[] octets) {
        boolean quotable = octets.length <= QUOTED;
        for (int i = 0; quotable && i < octets.length; i++) {
            quotable = octets[i] >= ' ' && octets[i] < 0x7F;
        }
        if (!quotable) {
            raw("{").number(octets.length);
            raw("}\r\n");
            return octets(ByteBuffer.wrap(octets));
        }
        octet('"');
        for (byte octet : octets) {
            if (octet == '"' || octet == '\\') {
                octet('\\');
            }
            octet(octet);
        }
        octet('"');
        return this;
    }

    @Override
    public ImapWriter mailbox(MailboxName name) {
        return mailboxText(names.wire(name));
    }

    /** Writes a mailbox name or prefix that is in wire form already, as atom if it can be. */
    public ImapWriter mailboxText(String wire) {
        boolean atom = !wire.isEmpty();
        for (int i = 0; atom && i < wire.length(); i++) {
            atom = Octets.isAtom(wire.charAt(i) & 0xFF);
        }
        return atom ? raw(wire) : string(wire.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public ImapWriter flags(Flags flags) {
        boolean first = true;
        for (Flag flag : flags.list()) {
            if (!first) {
                octet(' ');
            }
            first = false;
            raw(flag.name());
        }
        return this;
    }

    @Override
    public ImapWriter dateTime(long second) {
        octet('"');
        raw(ImapDate.format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)));
        octet('"');
        return this;
    }

    @Override
    public ImapWriter literal(Content content, long offset, long size) {
        raw("{").number(size);
        raw("}\r\n");
        if (size == 0) {
            content.close();
        } else {
            pieces.add(new Piece(length, content, offset, size));
        }
        return this;
    }

    @Override
    public ImapWriter octets(ByteBuffer wire) {
        int count = wire.remaining();
        room(count);
        wire.duplicate().get(buffer, length, count);
        length += count;
        return this;
    }
}
