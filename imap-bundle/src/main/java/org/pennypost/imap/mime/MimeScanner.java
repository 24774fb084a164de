// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import java.util.Arrays;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.Content;

/**
 * Reads a message once, from front to end, and finds its parts (RFC 2045, RFC 2046).
 *
 * <p>It goes line by line and is always inside one part, reading either its header or its body. Around that part lie
 * the multiparts that are still open; each line that begins with two hyphens is compared with their boundaries, the
 * longest that fits wins (RFC 2046 §5.1.1 asks only that a line begins with the boundary). A boundary ends everything
 * inside its multipart, whether that was closed or not. The line end before a boundary belongs to the boundary.
 *
 * <p>Nothing is called recursively, and memory holds a window of 32 KiB, one header block and what {@link MimeLimits}
 * allows to keep.
 */
@Rfc(number = 2045, section = "5")
@Rfc(number = 2046, section = "5.1.1")
public final class MimeScanner {
    private final MimeLimits limits;
    private final Window window;
    private final PartHeader header;
    private final OctetBuffer block = new OctetBuffer(2048);
    private byte[][] boundaries = new byte[4][];
    private MimePart[] multiparts = new MimePart[4];
    private int open;
    private int longest;
    private int parts = 1;
    private boolean inHeader = true;
    private MimePart part = new MimePart(null, 0, true);

    private MimeScanner(Content message, MimeLimits limits) {
        this.limits = limits;
        this.window = new Window(message, limits.boundaryOctets() + 64);
        this.header = new PartHeader(limits.keptOctets());
    }

    /** The parts of a message, within the usual limits. */
    public static MimePart scan(Content message) {
        return scan(message, MimeLimits.USUAL);
    }

    /** The parts of a message. */
    public static MimePart scan(Content message, MimeLimits limits) {
        return new MimeScanner(message, limits).run();
    }

    private MimePart run() {
        MimePart root = part;
        while (window.need(longest + 4)) {
            int level = boundary();
            if (level >= 0) {
                atBoundary(level);
            } else if (!inHeader) {
                body();
            } else if (window.atBlankLine()) {
                window.skipLine(null, 0);
                endHeader(window.offset());
            } else {
                window.skipLine(block, limits.headerOctets());
            }
        }
        while (inHeader) {
            endHeader(window.offset());
        }
        for (MimePart p = part; p != null; p = p.parent) {
            end(p, window.offset(), 0);
        }
        return root;
    }

    private void body() {
        if (open == 0) {
            window.skipAll();
        } else {
            window.skipLine(null, 0);
        }
    }

    /** Which open multipart the line here is a boundary of, -1 if of none. */
    private int boundary() {
        byte[] line = window.octets();
        int from = window.pos() + 2;
        int to = window.limit();
        if (open == 0 || from > to || line[from - 2] != '-' || line[from - 1] != '-') {
            return -1;
        }
        int found = -1;
        int length = -1;
        for (int i = open - 1; i >= 0; i--) {
            byte[] boundary = boundaries[i];
            int end = from + boundary.length;
            if (boundary.length > length && end <= to && Arrays.equals(boundary, 0, boundary.length, line, from, end)) {
                found = i;
                length = boundary.length;
            }
        }
        return found;
    }

    private void atBoundary(int level) {
        int behind = window.pos() + 2 + boundaries[level].length;
        byte[] line = window.octets();
        boolean last = behind + 1 < window.limit() && line[behind] == '-' && line[behind + 1] == '-';
        if (!last && parts >= limits.parts()) {
            window.skipLine(inHeader ? block : null, limits.headerOctets());
            return;
        }
        long start = window.offset();
        while (inHeader) {
            endHeader(start);
        }
        MimePart multipart = multiparts[level];
        for (MimePart p = part; p != multipart && p != null; p = p.parent) {
            end(p, start, window.lineEnd());
        }
        close(last ? level : level + 1);
        part = multipart;
        window.skipLine(null, 0);
        if (!last) {
            enter(new MimePart(multipart, window.offset(), false));
        }
    }

    private void enter(MimePart child) {
        if (child.parent != null) {
            child.parent.children.add(child);
        }
        parts++;
        part = child;
        inHeader = true;
        block.clear();
    }

    private void endHeader(long bodyStart) {
        boolean digest = part.parent != null
                && part.parent.kind == MimePart.Kind.MULTIPART
                && part.parent.subtype.equalsIgnoreCase("digest");
        byte[] boundary = header.read(part, block.array(), block.length(), digest);
        block.clear();
        inHeader = false;
        part.bodyStart = bodyStart;
        part.lines = -window.lines();
        boolean multipart = part.type.equalsIgnoreCase("multipart");
        boolean message = part.is("message", "rfc822");
        if (!multipart && !message) {
            return;
        }
        if (part.depth >= limits.depth() || parts >= limits.parts()) {
            opaque();
        } else if (message) {
            part.kind = MimePart.Kind.MESSAGE;
            enter(new MimePart(part, bodyStart, true));
        } else if (boundary == null || boundary.length == 0 || boundary.length > limits.boundaryOctets()) {
            plain(part);
        } else {
            part.kind = MimePart.Kind.MULTIPART;
            open(boundary);
        }
    }

    private void opaque() {
        part.type = "application";
        part.subtype = "octet-stream";
        part.params = MimePart.NIL;
        part.parameters = Parameters.NONE;
    }

    /** A multipart without parts: its text can be read as text. */
    private static void plain(MimePart part) {
        part.kind = MimePart.Kind.LEAF;
        part.type = "text";
        part.subtype = "plain";
        part.params = MimePart.US_ASCII;
        part.parameters = Parameters.NONE;
    }

    private void open(byte[] boundary) {
        if (open == boundaries.length) {
            boundaries = Arrays.copyOf(boundaries, open * 2);
            multiparts = Arrays.copyOf(multiparts, open * 2);
        }
        boundaries[open] = boundary;
        multiparts[open++] = part;
        longest = Math.max(longest, boundary.length);
    }

    private void close(int level) {
        open = level;
        longest = 0;
        for (int i = 0; i < open; i++) {
            longest = Math.max(longest, boundaries[i].length);
        }
    }

    /** Ends a part before the line end that leads to {@code offset}, or at its own start if there is nothing in it. */
    private void end(MimePart ended, long offset, int lineEnd) {
        if (ended.kind == MimePart.Kind.MULTIPART && ended.children.isEmpty()) {
            plain(ended);
        }
        long end = offset - lineEnd;
        if (end >= ended.bodyStart) {
            ended.bodyEnd = end;
            ended.lines += window.lines() - (lineEnd > 0 ? 1 : 0);
        } else {
            ended.bodyEnd = ended.bodyStart;
            ended.lines = 0;
        }
    }
}
