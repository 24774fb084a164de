// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapWords;
import org.pennypost.api.imap.SequenceSet;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.plugin.Rfc;

/**
 * Reads the frames of one command from the beginning. Changes nothing but its own place, so a command can be read as often
 * as needed. At a literal that has not come it throws {@link NeedLiteral}.
 */
@Rfc(number = 9051, section = "9")
public final class Reader extends Tokenizer implements ImapReader {
    private final NameForm names;
    private final ImapWords words;
    private final CommandLimits limits;
    private int depth;
    private int keys;

    private static final List<String> SYSTEM = List.of("ANSWERED", "FLAGGED", "DELETED", "SEEN", "DRAFT");

    /** Makes a reader that stands before the first octet. */
    public Reader(Frames frames, NameForm names, ImapWords words, CommandLimits limits) {
        super(frames);
        this.names = names;
        this.words = words;
        this.limits = limits;
    }

    /** Makes a reader that stands before the first octet, with the limits of the shipped configuration. */
    public Reader(Frames frames, NameForm names, ImapWords words) {
        this(frames, names, words, CommandLimits.SHIPPED);
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

    @Override
    public MailboxName mailbox() {
        return names.name(octets());
    }

    /**
     * {@code mailbox}, which may end with a separator, because only names below it are wanted (RFC 3501 §6.3.3).
     *
     * @return whether it does
     */
    public boolean endsWithSeparator() {
        int here = at;
        String text = names.text(octets());
        at = here;
        return text.length() > 1 && text.charAt(text.length() - 1) == names.separator();
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
