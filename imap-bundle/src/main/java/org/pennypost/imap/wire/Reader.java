// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSyntaxException;
import org.pennypost.api.imap.ImapWords;
import org.pennypost.api.imap.Literal;
import org.pennypost.api.imap.LiteralSink;
import org.pennypost.api.imap.SequenceSet;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.Draft;

/**
 * Reads the frames of one command from the beginning. Changes nothing but its own place, so a command can be read as often
 * as needed. At a literal that has not come it throws {@link NeedLiteral}.
 */
@Rfc(number = 9051, section = "9")
public final class Reader implements ImapReader {
    private static final int LONGEST_TAG = 256;

    private final Frames frames;
    private final NameForm names;
    private final ImapWords words;
    private final CommandLimits limits;
    private int at;
    private int depth;
    private int keys;
    private String tag = "";
    private Charset charset = StandardCharsets.UTF_8;

    /** Makes a reader that stands before the first octet. */
    public Reader(Frames frames, NameForm names, ImapWords words, CommandLimits limits) {
        this.frames = frames;
        this.names = names;
        this.words = words;
        this.limits = limits;
    }

    /** Makes a reader that stands before the first octet, with the limits of the shipped configuration. */
    public Reader(Frames frames, NameForm names, ImapWords words) {
        this(frames, names, words, CommandLimits.SHIPPED);
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

    @Override
    public String tag() {
        return tag;
    }

    /** Reads text in another charset than UTF-8 from here on (SEARCH CHARSET). */
    public void charset(Charset other) {
        charset = other;
    }

    /** Goes one level deeper, to another search key. */
    public void deeper() {
        if (++depth > limits.nesting()) {
            throw expected("at most " + limits.nesting() + " levels");
        }
        keys++;
    }

    /** Tells whether there are more search keys than a command may have. */
    public boolean tooManyKeys() {
        return keys > limits.keys();
    }

    /** Returns how much a command may contain. */
    public CommandLimits limits() {
        return limits;
    }

    /** Comes back from one level. */
    public void shallower() {
        depth--;
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

    @Override
    public String string() {
        return new String(stringOctets(), charset);
    }

    private byte[] stringOctets() {
        int first = peek();
        if (first == '"') {
            return quoted();
        }
        if (first == '{') {
            return literal(new LiteralSink.Memory()).octets();
        }
        throw expected("a string");
    }

    private byte[] quoted() {
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
    private ImapSyntaxException failed(int from, String what) {
        ImapSyntaxException failure = expected(what);
        at = from;
        return failure;
    }

    @Override
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

    private long digits(int from, String what) {
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

    @Override
    public MailboxName mailbox() {
        return names.name(octets());
    }

    /** {@code list-mailbox}: an astring that may contain wildcards, as Unicode. */
    public String pattern() {
        int first = peek();
        if (first == '"' || first == '{') {
            return names.text(stringOctets());
        }
        int from = at;
        while (at < frames.length() && isPattern(frames.at(at))) {
            at++;
        }
        if (at == from) {
            throw expected("a mailbox pattern");
        }
        return names.text(frames.copy(from, at));
    }

    private static boolean isPattern(int octet) {
        return Octets.isAstring(octet) || octet == '%' || octet == '*' || octet > 0x7F;
    }

    @Override
    public Flag flag() {
        int from = at;
        boolean system = next('\\');
        String name = atom("a flag");
        if (!system) {
            if (name.length() > limits.keyword()) {
                throw new MailException(Problem.LIMIT, "a keyword has at most " + limits.keyword() + " octets");
            }
            return Flag.of(name);
        }
        if (!SYSTEM.contains(name.toUpperCase(Locale.ROOT))) {
            at = from;
            throw expected("a system flag that can be set");
        }
        return Flag.of("\\" + name);
    }

    private static final List<String> SYSTEM = List.of("ANSWERED", "FLAGGED", "DELETED", "SEEN", "DRAFT");

    @Override
    public Flags flagList() {
        expect('(');
        List<Flag> flags = new ArrayList<>();
        while (!next(')')) {
            if (!flags.isEmpty()) {
                sp();
            }
            flags.add(flag());
        }
        return Flags.of(flags);
    }

    @Override
    public SequenceSet sequenceSet() {
        int from = at;
        if (next('$')) {
            return new SequenceSet(List.of(), from);
        }
        List<SequenceSet.Range> ranges = new ArrayList<>();
        do {
            long first = sequenceNumber(from);
            ranges.add(new SequenceSet.Range(first, next(':') ? sequenceNumber(from) : first));
        } while (next(','));
        return new SequenceSet(ranges, from);
    }

    private long sequenceNumber(int from) {
        if (next('*')) {
            return SequenceSet.STAR;
        }
        int start = at;
        long number = digits(from, "a sequence set");
        if (number < 1 || number > 0xFFFFFFFFL) {
            at = start;
            throw failed(from, "numbers from 1 to 4294967295");
        }
        return number;
    }

    @Override
    public LocalDate date() {
        int from = at;
        String text = peek() == '"' ? new String(quoted(), StandardCharsets.ISO_8859_1) : atom();
        Optional<LocalDate> date = ImapDate.parseDate(text);
        if (date.isEmpty()) {
            at = from;
            throw expected("a date");
        }
        return date.get();
    }

    @Override
    public long dateTime() {
        int from = at;
        if (peek() != '"') {
            throw expected("a date-time");
        }
        Optional<OffsetDateTime> date = ImapDate.parse(new String(quoted(), StandardCharsets.ISO_8859_1));
        if (date.isEmpty()) {
            at = from;
            throw expected("a date-time");
        }
        return date.get().toEpochSecond();
    }

    @Override
    public ImapWords words() {
        return words;
    }
}
