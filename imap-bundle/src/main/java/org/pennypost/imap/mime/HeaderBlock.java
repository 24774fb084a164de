// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.Content;

/** The header of a message or part, read once, to be asked for decoded fields. Immutable. */
public final class HeaderBlock {
    private final byte[] block;

    private HeaderBlock(byte[] block) {
        this.block = block;
    }

    /** Makes it of octets, which must not change. */
    static HeaderBlock over(byte[] octets) {
        return new HeaderBlock(octets);
    }

    /**
     * Reads the header of a part, or of the message if it is the outermost one.
     *
     * @throws MailException UNAVAILABLE if the octets cannot be read
     */
    public static HeaderBlock of(Content message, Layout part) {
        return of(message, part.headerStart(), part.bodyStart());
    }

    static HeaderBlock of(Content message, long from, long to) {
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(to - from, MimeLimits.USUAL.headerOctets()));
        try {
            while (block.hasRemaining() && message.read(from + block.position(), block) > 0) {
                continue;
            }
        } catch (IOException lost) {
            throw new MailException(Problem.UNAVAILABLE, "a message cannot be read", lost);
        }
        byte[] octets = new byte[block.position()];
        block.flip().get(octets);
        return new HeaderBlock(octets);
    }

    /** Whether there is a field of this name, in any case. */
    public boolean has(String name) {
        return first(name).isPresent();
    }

    /** The text of the first field of this name, in any case. */
    public Optional<String> first(String name) {
        List<String> values = values(name, 1);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** The texts of all fields of this name, in any case: unfolded, trimmed, encoded words decoded (RFC 2047). */
    public List<String> values(String name) {
        return values(name, Integer.MAX_VALUE);
    }

    private List<String> values(String name, int most) {
        String small = name.toLowerCase(Locale.ROOT);
        List<String> values = new ArrayList<>();
        HeaderFields fields = new HeaderFields(block, block.length, new OctetBuffer(128));
        while (values.size() < most && fields.next(small)) {
            values.add(EncodedWords.decode(fields.data, fields.from, fields.to));
        }
        return values;
    }

    /** The day of the Date field as its sender wrote it, whatever the time and zone (RFC 3501 §6.4.4, SENTON). */
    public Optional<LocalDate> sentDay() {
        return first("date").flatMap(SentDate::day);
    }

    /** All fields as text, a line each. */
    String text() {
        StringBuilder text = new StringBuilder(block.length);
        HeaderFields fields = new HeaderFields(block, block.length, new OctetBuffer(128));
        while (fields.next()) {
            text.append(fields.name()).append(": ");
            text.append(EncodedWords.decode(fields.data, fields.from, fields.to))
                    .append('\n');
        }
        return text.toString();
    }
}
