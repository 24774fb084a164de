// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.plugin.Rfc;

/**
 * Turns the value of a field into text: encoded words are decoded (RFC 2047), raw octets above 127 are UTF-8 if they can
 * be, else ISO-8859-1. Words of one charset that follow each other are decoded together, since mail programs split
 * characters between them. What cannot be decoded stays as it is. Linear in the length.
 *
 * <p>Mime4j's decoder is not used: its patterns take a second for 32 KB of {@code =?}, in a field that anybody can send.
 */
@Rfc(number = 2047, section = "6")
final class EncodedWords {
    private static final int LONGEST_CHARSET = 60;

    private final byte[] data;
    private final int to;
    private final StringBuilder text = new StringBuilder();
    private final OctetBuffer pending = new OctetBuffer(64);
    private @Nullable Charset pendingCharset;
    private int plainStart;

    private EncodedWords(byte[] data, int from, int to) {
        this.data = data;
        this.to = to;
        this.plainStart = from;
    }

    /** Decodes an unfolded value. */
    static String decode(byte[] data, int from, int to) {
        EncodedWords words = new EncodedWords(data, from, to);
        int p = from;
        while (p + 1 < to) {
            int end = data[p] == '=' && data[p + 1] == '?' ? words.word(p) : -1;
            p = end < 0 ? p + 1 : end;
        }
        words.flush();
        words.plain(to);
        return words.text.toString();
    }

    /** Takes the encoded word that starts here and returns where it ends; -1 if there is none. */
    private int word(int start) {
        int name = start + 2;
        int p = name;
        while (p < to && p - name <= LONGEST_CHARSET && data[p] > ' ' && data[p] != '?') {
            p++;
        }
        if (p + 3 > to || data[p] != '?' || data[p + 2] != '?') {
            return -1;
        }
        int kind = HeaderFields.lower(data[p + 1]);
        int body = p + 3;
        int end = body;
        while (end < to && data[end] != '?') {
            end++;
        }
        if (end + 1 >= to || data[end + 1] != '=' || kind != 'q' && kind != 'b') {
            return -1;
        }
        Optional<Charset> charset = Charsets.named(new String(data, name, p - name, ISO_8859_1));
        if (charset.isEmpty()) {
            return -1;
        }
        boolean joined = pendingCharset != null && blank(plainStart, start);
        if (!joined || !charset.get().equals(pendingCharset)) {
            flush();
            if (!joined) {
                plain(start);
            }
        }
        pendingCharset = charset.get();
        TransferDecoder decoder = kind == 'b' ? TransferDecoder.base64() : TransferDecoder.qEncoding();
        decoder.decode(data, body, end, pending);
        decoder.finish(pending);
        plainStart = end + 2;
        return plainStart;
    }

    private boolean blank(int from, int until) {
        for (int i = from; i < until; i++) {
            if (!HeaderFields.isBlank(data[i])) {
                return false;
            }
        }
        return true;
    }

    private void flush() {
        if (pendingCharset != null) {
            text.append(new String(pending.array(), 0, pending.length(), pendingCharset));
        }
        pending.clear();
        pendingCharset = null;
    }

    private void plain(int until) {
        Charsets.guess(data, plainStart, until, text);
        plainStart = until;
    }
}
