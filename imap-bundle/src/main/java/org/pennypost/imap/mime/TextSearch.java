// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.Content;

/**
 * Looks for strings in one message, whatever their case (RFC 3501 §6.4.4, BODY and TEXT): in the decoded header, and in
 * the body, that is, the decoded text parts and the headers of the parts inside. Reads the message once more, in pieces;
 * memory does not grow with it. One thread; made for one message.
 */
public final class TextSearch {
    private static final int PIECE = 16 * 1024;

    private final Content message;
    private final Map<String, Needle> header = new LinkedHashMap<>();
    private final Map<String, Needle> body = new LinkedHashMap<>();
    private final byte[] piece = new byte[PIECE];
    private final char[] folded = new char[PIECE];
    private final OctetBuffer decoded = new OctetBuffer(PIECE);

    private TextSearch(Content message, Collection<String> texts) {
        this.message = message;
        for (String text : texts) {
            header.put(text, new Needle(text));
            body.put(text, new Needle(text));
        }
    }

    /**
     * Looks for strings.
     *
     * @param message its octets
     * @param root its parts
     * @param texts what to look for; an empty one is found everywhere
     * @throws MailException UNAVAILABLE if the octets cannot be read
     */
    public static TextSearch run(Content message, MimePart root, Collection<String> texts) {
        TextSearch search = new TextSearch(message, texts);
        search.header(root, search.header);
        search.body(root);
        return search;
    }

    /** Whether the body holds one of the strings that were looked for. */
    public boolean inBody(String text) {
        Needle needle = body.get(text);
        return needle != null && needle.found();
    }

    /** Whether the header or the body holds one of the strings that were looked for. */
    public boolean inText(String text) {
        Needle needle = header.get(text);
        return needle != null && needle.found() || inBody(text);
    }

    private boolean done() {
        return body.values().stream().allMatch(Needle::found);
    }

    private void header(MimePart part, Map<String, Needle> needles) {
        String text =
                HeaderBlock.of(message, part.headerStart(), part.bodyStart()).text();
        needles.values().forEach(Needle::restart);
        for (int from = 0; from < text.length(); from += PIECE) {
            int count = Math.min(PIECE, text.length() - from);
            text.getChars(from, from + count, folded, 0);
            take(needles, count);
        }
    }

    /** Parts are at most as deep as the scanner's limit. */
    private void body(MimePart part) {
        for (MimePart child : part.children) {
            if (!done()) {
                header(child, body);
                body(child);
            }
        }
        boolean text = part.type.equalsIgnoreCase("text") || part.type.equalsIgnoreCase("message");
        if (part.kind == MimePart.Kind.LEAF && text && !done()) {
            leaf(part);
        }
    }

    private void leaf(MimePart part) {
        body.values().forEach(Needle::restart);
        TransferDecoder transfer = TransferDecoder.of(part.encoding);
        Charset charset = part.parameter("charset").flatMap(Charsets::named).orElse(UTF_8);
        boolean guessed = charset.equals(UTF_8) || charset.equals(US_ASCII);
        CodingErrorAction action = guessed ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE;
        CharsetDecoder decoder = (guessed ? UTF_8 : charset)
                .newDecoder()
                .onMalformedInput(action)
                .onUnmappableCharacter(action);
        decoded.clear();
        long offset = part.bodyStart;
        while (offset < part.bodyEnd && !done()) {
            int count = read(offset, (int) Math.min(PIECE, part.bodyEnd - offset));
            if (count <= 0) {
                break;
            }
            offset += count;
            transfer.decode(piece, 0, count, decoded);
            characters(decoder, false);
        }
        transfer.finish(decoded);
        characters(decoder, true);
    }

    private int read(long offset, int most) {
        try {
            return message.read(offset, ByteBuffer.wrap(piece, 0, most));
        } catch (IOException lost) {
            throw new MailException(Problem.UNAVAILABLE, "a message cannot be read", lost);
        }
    }

    /** Looks at what is decoded; an unfinished character stays for the next piece. */
    private void characters(CharsetDecoder decoder, boolean last) {
        ByteBuffer in = ByteBuffer.wrap(decoded.array(), 0, decoded.length());
        CharBuffer out = CharBuffer.wrap(folded);
        CoderResult result;
        do {
            result = decoder.decode(in, out, last);
            if (result.isOverflow() || result.isError() && out.remaining() < result.length()) {
                take(body, out.position());
                out.clear();
            }
            if (result.isError()) {
                // No UTF-8, whatever it says: these octets are taken as ISO-8859-1.
                for (int i = result.length(); i > 0; i--) {
                    out.put((char) (in.get() & 0xff));
                }
            }
        } while (!result.isUnderflow());
        take(body, out.position());
        if (last && decoder.flush(out.clear()).isUnderflow()) {
            take(body, out.position());
        }
        decoded.keep(in.position());
    }

    private void take(Map<String, Needle> needles, int count) {
        for (int i = 0; i < count; i++) {
            folded[i] = Needle.fold(folded[i]);
        }
        for (Needle needle : needles.values()) {
            needle.take(folded, count);
        }
    }
}
