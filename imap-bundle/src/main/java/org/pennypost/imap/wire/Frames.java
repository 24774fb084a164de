// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pennypost.api.store.Draft;

/**
 * One command as it was received: lines joined by CRLF, small literals in their places, large ones as drafts that are not
 * among the octets. The CRLF that ends the command is left out.
 */
public final class Frames {
    private static final int LONGEST_ANNOUNCEMENT = 24;

    private byte[] octets = new byte[0];
    private int length;
    private int lineStart;
    private final List<Stored> stored = new ArrayList<>(0);

    /**
     * A literal kept elsewhere.
     *
     * @param offset of the octet behind its announcement
     * @param draft that holds it
     */
    public record Stored(int offset, Draft draft) {}

    /** Adds octets from the position of a buffer. */
    public void append(ByteBuffer from, int count) {
        if (length + count > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(length + count, Math.min(octets.length * 2, length + 65_536)));
        }
        from.get(octets, length, count);
        length += count;
    }

    /** Adds text, each character an octet. */
    public void append(String latin) {
        byte[] more = latin.getBytes(StandardCharsets.ISO_8859_1);
        append(ByteBuffer.wrap(more), more.length);
    }

    /** Takes a CR away if it stands last in the line; one that ends a literal belongs to that. */
    public void chop() {
        if (length > lineStart && octets[length - 1] == '\r') {
            length--;
        }
    }

    /** Puts a draft where the literal announced last belongs. */
    public void store(Draft draft) {
        stored.add(new Stored(length, draft));
    }

    /** Puts a draft where another version had it. */
    public void store(int offset, Draft draft) {
        stored.add(new Stored(offset, draft));
    }

    /** Puts another draft in the place of one. */
    public void replace(int index, Draft draft) {
        stored.set(index, new Stored(stored.get(index).offset, draft));
    }

    /** Returns the drafts, in the order of their places. */
    public List<Stored> drafts() {
        return stored;
    }

    /** Returns the draft whose place is at an offset. */
    Optional<Draft> draftAt(int offset) {
        for (Stored literal : stored) {
            if (literal.offset == offset) {
                return Optional.of(literal.draft);
            }
        }
        return Optional.empty();
    }

    /** Returns how many octets there are, without drafts. */
    public int length() {
        return length;
    }

    /** Returns an octet, 0 to 255. */
    int at(int offset) {
        return octets[offset] & 0xFF;
    }

    /** Returns a copy of some octets. */
    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(octets, from, to);
    }

    /** Returns a copy of all octets. */
    public byte[] octets() {
        return copy(0, length);
    }

    /** Returns octets as text, each octet a character. */
    public String latin(int from, int to) {
        return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Takes a whole command out of other frames, which are empty afterwards. */
    public void move(Frames other) {
        octets = other.octets;
        length = other.length;
        lineStart = length;
        stored.clear();
        stored.addAll(other.stored);
        other.octets = new byte[0];
        other.clear();
    }

    /** The literal announced last is complete, be it empty: what comes now is a line again. */
    public void startLine() {
        lineStart = length;
    }

    /** Returns where the line begins that is being collected. */
    public int lineStart() {
        return lineStart;
    }

    /** Says where the line begins, as another version had it. */
    public void startLine(int offset) {
        lineStart = offset;
    }

    /** Returns the literal that the last line announces, whether its CRLF has been added or not. */
    public Optional<Announced> announced() {
        boolean ended = length >= lineStart + 2 && octets[length - 2] == '\r' && octets[length - 1] == '\n';
        int end = ended ? length - 2 : length;
        byte[] line = copy(Math.max(lineStart, end - LONGEST_ANNOUNCEMENT), end);
        return announced(line, line.length);
    }

    /** Returns the literal that is announced at the end of some octets. */
    public static Optional<Announced> announced(byte[] line, int length) {
        if (length < 3 || line[length - 1] != '}') {
            return Optional.empty();
        }
        boolean waits = line[length - 2] != '+';
        int end = waits ? length - 2 : length - 3;
        int at = end;
        while (at >= 0 && line[at] >= '0' && line[at] <= '9') {
            at--;
        }
        if (at < 0 || at == end || line[at] != '{') {
            return Optional.empty();
        }
        if (end - at > 18) {
            return Optional.of(new Announced(Long.MAX_VALUE, waits));
        }
        long size = 0;
        for (int i = at + 1; i <= end; i++) {
            size = size * 10 + line[i] - '0';
        }
        return Optional.of(new Announced(size, waits));
    }

    /** Forgets everything, for the next command. */
    public void clear() {
        length = 0;
        lineStart = 0;
        stored.clear();
        if (octets.length > 1024) {
            octets = new byte[0];
        }
    }
}
