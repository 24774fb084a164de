// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import org.pennypost.api.plugin.Rfc;

/**
 * BODYSTRUCTURE in wire form, and where its extension data stand: without them it is BODY (RFC 3501 §7.4.2, RFC 9051
 * §7.5.2). Immutable.
 */
@Rfc(number = 3501, section = "7.4.2")
final class BodyStructure {
    private final byte[] octets;

    /** Pairs of start and end of extension data, in order. */
    private final int[] cuts;

    BodyStructure(byte[] octets, int[] cuts) {
        this.octets = octets;
        this.cuts = cuts;
    }

    static BodyStructure of(MimePart root) {
        Writer writer = new Writer();
        writer.body(root);
        return new BodyStructure(writer.out.toArray(), Arrays.copyOf(writer.cuts, writer.count));
    }

    byte[] octets() {
        return octets;
    }

    int[] cuts() {
        return cuts;
    }

    /** The non-extensible form. */
    byte[] body() {
        OctetBuffer out = new OctetBuffer(octets.length);
        int from = 0;
        for (int i = 0; i < cuts.length; i += 2) {
            out.put(octets, from, cuts[i]);
            from = cuts[i + 1];
        }
        return out.put(octets, from, octets.length).toArray();
    }

    private static final class Writer {
        final OctetBuffer out = new OctetBuffer(1024);
        int[] cuts = new int[8];
        int count;

        /** {@code body = "(" (body-type-1part / body-type-mpart) ")"} */
        void body(MimePart part) {
            out.put('(');
            switch (part.kind) {
                case MULTIPART -> multipart(part);
                case MESSAGE -> {
                    fields(part);
                    MimePart message = part.children.get(0);
                    out.put(' ').put(message.envelope).put(' ');
                    body(message);
                    out.put(' ').number(part.lines);
                    extension(part.md5, part.extension);
                }
                case LEAF -> {
                    fields(part);
                    if (part.type.equalsIgnoreCase("text")) {
                        out.put(' ').number(part.lines);
                    }
                    extension(part.md5, part.extension);
                }
            }
            out.put(')');
        }

        private void multipart(MimePart part) {
            for (MimePart child : part.children) {
                body(child);
            }
            text(part.subtype);
            extension(part.params, part.extension);
        }

        /** {@code body-fields = body-fld-param SP body-fld-id SP body-fld-desc SP body-fld-enc SP body-fld-octets} */
        private void fields(MimePart part) {
            byte[] type = part.type.getBytes(ISO_8859_1);
            out.string(type, 0, type.length);
            text(part.subtype);
            out.put(' ').put(part.params).put(' ').put(part.details).put(' ');
            out.number(part.bodyEnd - part.bodyStart);
        }

        private void text(String text) {
            byte[] data = text.getBytes(ISO_8859_1);
            out.put(' ').string(data, 0, data.length);
        }

        private void extension(byte[] first, byte[] rest) {
            if (count == cuts.length) {
                cuts = Arrays.copyOf(cuts, count * 2);
            }
            cuts[count++] = out.length();
            out.put(' ').put(first).put(' ').put(rest);
            cuts[count++] = out.length();
        }
    }
}
