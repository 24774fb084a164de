// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Optional;

/** Charsets as mail names them. */
final class Charsets {
    private Charsets() {}

    /** The JDK's charset of this name; a language behind a star is left out (RFC 2231 §5). */
    static Optional<Charset> named(String name) {
        int star = name.indexOf('*');
        try {
            return Optional.of(Charset.forName(star < 0 ? name : name.substring(0, star)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** Appends octets without a declared charset: UTF-8 if all of them are, else ISO-8859-1. */
    static void guess(byte[] data, int from, int to, StringBuilder text) {
        boolean ascii = true;
        for (int i = from; i < to && ascii; i++) {
            ascii = data[i] >= 0;
        }
        int start = text.length();
        text.append(new String(data, from, to - from, ascii ? ISO_8859_1 : UTF_8));
        if (!ascii && text.indexOf("\uFFFD", start) >= 0) {
            text.setLength(start);
            text.append(new String(data, from, to - from, ISO_8859_1));
        }
    }
}
