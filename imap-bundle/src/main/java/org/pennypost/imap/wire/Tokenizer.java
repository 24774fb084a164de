// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSyntaxException;
import org.pennypost.api.imap.Literal;
import org.pennypost.api.imap.LiteralSink;
import org.pennypost.api.imap.Tokens;
import org.pennypost.api.store.Draft;

/** Reads the smallest things of the grammar, one after the other: the part of {@link Reader} that knows no meaning. */
class Tokenizer implements Tokens {
    private static final int LONGEST_TAG = 256;

    final Frames frames;
    int at;
    private String tag = "";
    private Charset charset = StandardCharsets.UTF_8;

    Tokenizer(Frames frames) {
        this.frames = frames;
    }

    /** {@code tag = 1*<any ASTRING-CHAR except "+">}: takes it, and keeps it for {@link #tag}. */
    public String readTag() {
        int from = at;
        while (at < frames.length() && Octets.isTag(frames.at(at))) {
            at++;
        }
        if (at == from) {
            throw expected("a tag");
        }
        if (at - from > LONGEST_TAG) {
            throw failed(from, "a tag of at most " + LONGEST_TAG + " octets");
        }
        tag = frames.latin(from, at);
        return tag;
    }

    /** Returns the tag, see {@link ImapReader#tag}. */
    public String tag() {
        return tag;
    }

    /** Reads text in another charset than UTF-8 from here on (SEARCH CHARSET). */
    public void charset(Charset other) {
        charset = other;
    }

    /** Returns the next octet without taking it, −1 at the end. */
    public int peek() {
        return at < frames.length() ? frames.at(at) : -1;
    }

    @Override
    public int offset() {
        return at;
    }

    @Override
    public void back(int offset) {
        at = offset;
    }

    @Override
    public boolean next(char octet) {
        if (peek() != octet) {
            return false;
        }
        at++;
        return true;
    }

    @Override
    public void expect(char octet) {
        if (!next(octet)) {
            throw expected("\"" + octet + "\"");
        }
    }

    @Override
    public void sp() {
        if (!next(' ')) {
            throw expected("SP");
        }
    }

    @Override
    public boolean word(String word) {
        int end = at + word.length();
        if (end > frames.length() || (end < frames.length() && Octets.isAtom(frames.at(end)))) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (upper(frames.at(at + i)) != upper(word.charAt(i))) {
                return false;
            }
        }
        at = end;
        return true;
    }

    private static int upper(int octet) {
        return octet >= 'a' && octet <= 'z' ? octet - 32 : octet;
    }

    @Override
    public String atom() {
        return atom("an atom");
    }

    /**
     * {@code atom}.
     *
     * @param what it shall be, for those who find none
     */
    public String atom(String what) {
        int from = at;
        while (at < frames.length() && Octets.isAtom(frames.at(at))) {
            at++;
        }
        if (at == from) {
            throw expected(what);
        }
        return frames.latin(from, at);
    }

    @Override
    public String astring() {
        return new String(octets(), charset);
    }

    @Override
    public byte[] octets() {
        int first = peek();
        if (first == '"' || first == '{') {
            return stringOctets();
        }
        int from = at;
        while (at < frames.length() && Octets.isAstring(frames.at(at))) {
            at++;
        }
        if (at == from) {
            throw expected("an astring");
        }
        return frames.copy(from, at);
    }

    /** {@code string}, see {@link ImapReader#string}. */
    public String string() {
        return new String(stringOctets(), charset);
    }

    byte[] stringOctets() {
        int first = peek();
        if (first == '"') {
            return quoted();
        }
        if (first == '{') {
            return literal(new LiteralSink.Memory()).octets();
        }
        throw expected("a string");
    }

    byte[] quoted() {
        int from = at++;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (true) {
            int octet = peek();
            if (octet == '"') {
                at++;
                return text.toByteArray();
            }
            if (octet == '\\') {
                at++;
                octet = peek();
                if (octet != '"' && octet != '\\') {
                    throw failed(from, "a quoted character");
                }
            }
            if (octet <= 0 || octet == '\r' || octet == '\n') {
                throw failed(from, octet < 0 ? "a closing quote" : "no NUL, CR or LF in a quoted string");
            }
            text.write(octet);
            at++;
        }
    }

    /** Says what is wrong at the place reached, and goes back to an earlier one. */
    ImapSyntaxException failed(int from, String what) {
        ImapSyntaxException failure = expected(what);
        at = from;
        return failure;
    }

    /** {@code literal}, see {@link ImapReader#literal}. */
    public Literal literal(LiteralSink sink) {
        int from = at;
        expect('{');
        long size = digits(from, "a literal's size");
        next('+');
        if (!next('}') || !next('\r') || !next('\n')) {
            throw failed(from, "a literal");
        }
        Optional<Draft> draft = frames.draftAt(at);
        if (draft.isPresent()) {
            return Literal.of(draft.get());
        }
        if (size == 0 ? at > frames.lineStart() : size > frames.length() - at) {
            throw new NeedLiteral(sink);
        }
        byte[] octets = frames.copy(at, at + (int) size);
        for (byte octet : octets) {
            if (octet == 0) {
                throw failed(from, "no NUL in a literal");
            }
        }
        at += (int) size;
        return Literal.of(octets);
    }

    @Override
    public long number() {
        return digits(at, "a number");
    }

    long digits(int from, String what) {
        int start = at;
        long value = 0;
        while (at < frames.length() && Octets.isDigit(frames.at(at))) {
            int digit = frames.at(at) - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                at = start;
                throw failed(from, "a number below 2^63");
            }
            value = value * 10 + digit;
            at++;
        }
        if (at == start) {
            throw failed(from, what);
        }
        return value;
    }

    @Override
    public void end() {
        if (at < frames.length()) {
            throw expected("the end of the command");
        }
    }

    @Override
    public ImapSyntaxException expected(String what) {
        return new ImapSyntaxException(at, what);
    }
}
