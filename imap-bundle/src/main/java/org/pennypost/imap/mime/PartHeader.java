// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.plugin.Rfc;

/**
 * Reads the header block of one part after the other: the Content fields (RFC 2045 §3, RFC 2183, RFC 3282, RFC 2557)
 * and, for a message, the envelope. Of fields given twice the first counts. Kept by one scan.
 */
@Rfc(number = 2045, section = "3")
@Rfc(number = 2183, section = "2")
final class PartHeader {
    /** A longer type or encoding is taken as none (RFC 6838 §4.2). */
    private static final int LONGEST_NAME = 127;

    private final OctetBuffer unfolded = new OctetBuffer(256);
    private final OctetBuffer scratch = new OctetBuffer(128);
    private final OctetBuffer id = new OctetBuffer(64);
    private final OctetBuffer description = new OctetBuffer(64);
    private final OctetBuffer md5 = new OctetBuffer(32);
    private final OctetBuffer disposition = new OctetBuffer(64);
    private final OctetBuffer language = new OctetBuffer(32);
    private final OctetBuffer location = new OctetBuffer(32);
    private final OctetBuffer out = new OctetBuffer(512);
    private @Nullable Envelope envelope;
    private boolean typed;
    private boolean encoded;
    private int budget;

    PartHeader(int keptOctets) {
        budget = keptOctets;
    }

    /**
     * Fills in what the block says about {@code part}; {@code digest}: its parent is a multipart/digest.
     *
     * @return the boundary, or null if none is given
     */
    byte @Nullable [] read(MimePart part, byte[] block, int length, boolean digest) {
        for (OctetBuffer slot : new OctetBuffer[] {id, description, md5, disposition, language, location}) {
            slot.clear();
        }
        typed = false;
        encoded = false;
        if (digest) {
            part.type = "message";
            part.subtype = "rfc822";
            part.params = MimePart.NIL;
        }
        if (part.isMessage) {
            if (envelope == null) {
                envelope = new Envelope();
            }
            envelope.clear();
        }
        HeaderFields fields = new HeaderFields(block, length, unfolded);
        while (fields.next()) {
            if (fields.initial() == 'c' && fields.nameLength() > 8) {
                content(part, fields);
            } else if (part.isMessage && envelope != null) {
                envelope.take(fields);
            }
        }
        byte[] boundary = part.parameters.value("boundary").orElse(null);
        keep(part);
        return boundary;
    }

    private void content(MimePart part, HeaderFields field) {
        switch (field.nameLength()) {
            case 10 -> text(field, "content-id", id);
            case 11 -> text(field, "content-md5", md5);
            case 12 -> {
                if (!typed && field.named("content-type")) {
                    typed = true;
                    type(part, field);
                }
            }
            case 16 -> {
                language(field);
                text(field, "content-location", location);
            }
            case 19 -> {
                text(field, "content-description", description);
                disposition(field);
            }
            case 25 -> encoding(part, field);
            default -> {}
        }
    }

    private static void text(HeaderFields field, String name, OctetBuffer slot) {
        if (slot.length() == 0 && field.named(name)) {
            slot.string(field.data, field.from, field.to);
        }
    }

    /** {@code type "/" subtype *(";" parameter)}; what is no type is text/plain (RFC 2045 §5.2). */
    private void type(MimePart part, HeaderFields field) {
        Tokens tokens = new Tokens(field.data, field.from, field.to);
        String type = token(tokens);
        tokens.skipSpace();
        String subtype = "";
        if (tokens.accept('/')) {
            subtype = token(tokens);
        }
        if (type.isEmpty() || subtype.isEmpty() && !known(part, type)) {
            if (!type.isEmpty()) {
                part.type = "text";
                part.subtype = "plain";
                part.params = MimePart.US_ASCII;
            }
            return;
        }
        part.type = type;
        part.subtype = subtype.isEmpty() ? part.subtype : subtype;
        part.parameters = Parameters.read(tokens, scratch);
        boolean plain = type.equalsIgnoreCase("text")
                && part.parameters.value("charset").isEmpty();
        if (part.parameters.isEmpty()) {
            part.params = plain ? MimePart.US_ASCII : MimePart.NIL;
            return;
        }
        out.clear();
        out.put('(');
        part.parameters.write(out);
        if (plain) {
            out.put(' ').put(MimePart.US_ASCII, 1, MimePart.US_ASCII.length - 1);
        }
        part.params = out.put(')').toArray();
    }

    /** Gives a type written without a subtype the usual one. */
    private static boolean known(MimePart part, String type) {
        switch (type.toLowerCase(Locale.ROOT)) {
            case "text" -> part.subtype = "plain";
            case "multipart" -> part.subtype = "mixed";
            case "message" -> part.subtype = "rfc822";
            case "application" -> part.subtype = "octet-stream";
            default -> {
                return false;
            }
        }
        return true;
    }

    private String token(Tokens tokens) {
        tokens.skipSpace();
        scratch.clear();
        tokens.token(scratch);
        return scratch.length() > LONGEST_NAME ? "" : new String(scratch.array(), 0, scratch.length(), ISO_8859_1);
    }

    private void encoding(MimePart part, HeaderFields field) {
        if (!encoded && field.named("content-transfer-encoding")) {
            encoded = true;
            String token = token(new Tokens(field.data, field.from, field.to));
            if (!token.isEmpty()) {
                part.encoding = token;
            }
        }
    }

    /** {@code body-fld-dsp = "(" string SP body-fld-param ")" / nil} */
    private void disposition(HeaderFields field) {
        if (disposition.length() > 0 || !field.named("content-disposition")) {
            return;
        }
        Tokens tokens = new Tokens(field.data, field.from, field.to);
        tokens.skipSpace();
        scratch.clear();
        if (!tokens.token(scratch)) {
            return;
        }
        disposition.put('(').string(scratch).put(' ');
        Parameters parameters = Parameters.read(tokens, scratch);
        if (parameters.isEmpty()) {
            disposition.nil();
        } else {
            disposition.put('(');
            parameters.write(disposition);
            disposition.put(')');
        }
        disposition.put(')');
    }

    /** {@code body-fld-lang = nstring / "(" string *(SP string) ")"} */
    private void language(HeaderFields field) {
        if (language.length() > 0 || !field.named("content-language")) {
            return;
        }
        Tokens tokens = new Tokens(field.data, field.from, field.to);
        do {
            tokens.skipSpace();
            scratch.clear();
            if (tokens.token(scratch)) {
                language.put(language.length() == 0 ? '(' : ' ').string(scratch);
            }
            tokens.skipSpace();
        } while (tokens.accept(','));
        if (language.length() > 0) {
            language.put(')');
        }
    }

    private void keep(MimePart part) {
        out.clear();
        field(id, out).put(' ');
        field(description, out).put(' ');
        byte[] encoding = part.encoding.getBytes(ISO_8859_1);
        byte[] details = out.string(encoding, 0, encoding.length).toArray();
        out.clear();
        field(disposition, out).put(' ');
        field(language, out).put(' ');
        byte[] extension = field(location, out).toArray();
        byte[] envelopeForm = MimePart.NIL;
        if (part.isMessage && envelope != null) {
            out.clear();
            envelope.write(out);
            envelopeForm = out.toArray();
        }
        int cost = details.length + extension.length + md5.length() + part.params.length + envelopeForm.length;
        if (cost > budget) {
            forget(part);
            return;
        }
        budget -= cost;
        part.details = Arrays.equals(details, MimePart.NO_DETAILS) ? MimePart.NO_DETAILS : details;
        part.extension = Arrays.equals(extension, MimePart.NO_EXTENSION) ? MimePart.NO_EXTENSION : extension;
        part.envelope = envelopeForm;
        if (md5.length() > 0) {
            part.md5 = md5.toArray();
        }
    }

    /** The message says more than we keep: the part stays, without its details. */
    private void forget(MimePart part) {
        part.parameters = Parameters.NONE;
        part.params = part.type.equalsIgnoreCase("text") ? MimePart.US_ASCII : MimePart.NIL;
        if (part.isMessage && envelope != null) {
            envelope.clear();
            out.clear();
            envelope.write(out);
            part.envelope = out.toArray();
        }
    }

    private static OctetBuffer field(OctetBuffer slot, OctetBuffer out) {
        return slot.length() == 0 ? out.nil() : out.put(slot.array(), 0, slot.length());
    }
}
