// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The octets of a {@link MimeSummary}: version, CRC-32C of the rest, parts, envelope, body structure and its cuts.
 * Numbers have seven bits per octet, low ones first. A part is its kind, the way from where its parent's body starts to
 * its header, the lengths of header and body, and for a multipart the number of parts, which follow.
 */
final class SummaryForm {
    static final int VERSION = 1;

    private static final int HEAD = 5;
    private static final int DEEPEST = 1024;
    private static final MimePart.Kind[] KINDS = MimePart.Kind.values();

    private SummaryForm() {}

    static byte[] encode(Layout layout, byte[] envelope, BodyStructure structure) {
        OctetBuffer out = new OctetBuffer(envelope.length + structure.octets().length + 256);
        out.put(VERSION).put(0).put(0).put(0).put(0);
        part(layout, 0, out);
        number(envelope.length, out);
        out.put(envelope);
        number(structure.octets().length, out);
        out.put(structure.octets());
        number(structure.cuts().length, out);
        int last = 0;
        for (int cut : structure.cuts()) {
            number(cut - last, out);
            last = cut;
        }
        byte[] value = out.toArray();
        ByteBuffer.wrap(value).putInt(1, sum(value));
        return value;
    }

    static int sum(byte[] value) {
        CRC32C crc = new CRC32C();
        crc.update(value, HEAD, value.length - HEAD);
        return (int) crc.getValue();
    }

    private static void part(Layout part, long origin, OctetBuffer out) {
        out.put(part.kind().ordinal());
        number(part.headerStart() - origin, out);
        number(part.bodyStart() - part.headerStart(), out);
        number(part.bodyEnd() - part.bodyStart(), out);
        if (part.kind() == MimePart.Kind.MULTIPART) {
            number(part.children().size(), out);
        }
        for (Layout child : part.children()) {
            part(child, part.bodyStart(), out);
        }
    }

    private static void number(long value, OctetBuffer out) {
        long rest = value;
        while (rest > 127) {
            out.put((int) (rest & 127 | 128));
            rest >>>= 7;
        }
        out.put((int) rest);
    }

    static Optional<MimeSummary> decode(byte[] value) {
        if (value.length <= HEAD || value[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        if (in.getInt(1) != sum(value)) {
            return Optional.empty();
        }
        try {
            in.position(HEAD);
            Layout layout = part(in, 0, 0);
            byte[] envelope = octets(in);
            byte[] structure = octets(in);
            int[] cuts = new int[count(in)];
            int last = 0;
            for (int i = 0; i < cuts.length; i++) {
                last = Math.addExact(last, size(in));
                cuts[i] = last;
            }
            if (in.hasRemaining() || last > structure.length || cuts.length % 2 != 0) {
                return Optional.empty();
            }
            return Optional.of(new MimeSummary(layout, envelope, new BodyStructure(structure, cuts)));
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException damaged) {
            return Optional.empty();
        }
    }

    private static Layout part(ByteBuffer in, long origin, int depth) {
        int kind = in.get();
        if (kind < 0 || kind >= KINDS.length || depth > DEEPEST) {
            throw new IllegalArgumentException("no such part");
        }
        long headerStart = Math.addExact(origin, number(in));
        long bodyStart = Math.addExact(headerStart, number(in));
        long bodyEnd = Math.addExact(bodyStart, number(in));
        int size = switch (KINDS[kind]) {
            case LEAF -> 0;
            case MESSAGE -> 1;
            case MULTIPART -> count(in);
        };
        List<Layout> children = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            children.add(part(in, bodyStart, depth + 1));
        }
        return new Layout(KINDS[kind], headerStart, bodyStart, bodyEnd, children);
    }

    private static byte[] octets(ByteBuffer in) {
        byte[] octets = new byte[count(in)];
        in.get(octets);
        return octets;
    }

    /** A number of things that each take an octet or more. */
    private static int count(ByteBuffer in) {
        int count = size(in);
        if (count > in.remaining()) {
            throw new IllegalArgumentException("too many");
        }
        return count;
    }

    private static int size(ByteBuffer in) {
        return Math.toIntExact(number(in));
    }

    private static long number(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int octet = in.get();
            value |= (long) (octet & 127) << shift;
            if (octet >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("number too long");
    }
}
