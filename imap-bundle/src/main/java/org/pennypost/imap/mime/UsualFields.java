// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.MemoKey;

/**
 * The fields of a message's header that mail programs list mailboxes with, and its blank line, as they stand in the
 * message: enough to answer {@code BODY[HEADER.FIELDS (...)]} and most of SEARCH without opening it. With them goes a list
 * of where each field begins, so that nobody walks over those he does not want. Fits into a memo value. Immutable.
 */
public final class UsualFields {
    /** Where a store keeps them with a message. Another set of names needs another version. */
    public static final MemoKey KEY = new MemoKey("imap.fields", 2, "");

    /** version, checksum of what follows, number of fields */
    private static final int HEAD = 1 + 4 + 2;

    /** place of the name in the table, where the field begins */
    private static final int ENTRY = 1 + 2;

    private static final int BLANK = 255;

    private static final List<String> NAMES = List.of(
            "bcc",
            "cc",
            "content-description",
            "content-type",
            "date",
            "disposition-notification-to",
            "from",
            "importance",
            "in-reply-to",
            "lines",
            "list-id",
            "list-post",
            "mail-followup-to",
            "message-id",
            "mime-version",
            "newsgroups",
            "priority",
            "references",
            "reply-to",
            "resent-date",
            "resent-from",
            "resent-to",
            "sender",
            "subject",
            "to",
            "x-label",
            "x-priority",
            "x-spam-flag",
            "x-spam-status");

    private static final Map<String, Integer> PLACES = places();

    /** a memo value */
    private final byte[] value;

    private final int fields;
    private final boolean whole;

    private UsualFields(byte[] value, int fields, boolean whole) {
        this.value = value;
        this.fields = fields;
        this.whole = whole;
    }

    /** Whether they can be asked; if not, they are too long to be kept, and the message has to be asked. */
    public boolean isWhole() {
        return whole;
    }

    private static Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        NAMES.forEach(name -> places.put(name, places.size()));
        return Map.copyOf(places);
    }

    /**
     * Picks them from a message.
     *
     * @throws MailException UNAVAILABLE if the octets cannot be read
     */
    public static UsualFields of(Content message, Layout layout) {
        Content picked = FieldFilter.pick(message, layout, NAMES, true).of(message);
        boolean whole = picked.length() <= MemoKey.VALUE_LIMIT;
        byte[] octets = whole ? octets(picked, (int) picked.length()) : new byte[0];
        ByteBuffer list = ByteBuffer.allocate(ENTRY * (1 + octets.length / 2));
        int from = 0;
        while (from < octets.length) {
            list.put((byte) place(octets, from)).putShort((short) from);
            from = end(octets, from);
        }
        list.flip();
        int fields = list.remaining() / ENTRY;
        byte[] value = new byte[HEAD + list.remaining() + octets.length];
        ByteBuffer out = ByteBuffer.wrap(value);
        out.put((byte) KEY.version()).putInt(0).putShort((short) fields).put(list);
        out.put(octets).putInt(1, sum(value));
        return new UsualFields(value, fields, whole);
    }

    /** Returns the place of the name with which a field begins. */
    private static int place(byte[] octets, int from) {
        int colon = from;
        while (colon < octets.length && octets[colon] != ':' && octets[colon] != '\n') {
            colon++;
        }
        String name = new String(octets, from, colon - from, ISO_8859_1).strip();
        return PLACES.getOrDefault(name.toLowerCase(Locale.ROOT), BLANK);
    }

    /** Returns where the field ends: behind the line that no line with a space or tab in front follows. */
    private static int end(byte[] octets, int from) {
        int at = from;
        do {
            while (at < octets.length && octets[at] != '\n') {
                at++;
            }
            at = Math.min(octets.length, at + 1);
        } while (at < octets.length && HeaderFields.isSpace(octets[at]));
        return at;
    }

    private static byte[] octets(Content content, int count) {
        ByteBuffer all = ByteBuffer.allocate(count);
        try {
            while (all.hasRemaining() && content.read(all.position(), all) > 0) {
                continue;
            }
        } catch (IOException lost) {
            throw new MailException(Problem.UNAVAILABLE, "a message cannot be read", lost);
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    /** Whether all fields of these names, in any case, are among them. */
    public static boolean cover(List<String> names) {
        for (String name : names) {
            if (!PLACES.containsKey(name.toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }

    /** Whether they answer this section: HEADER.FIELDS of the message itself, with usual names. */
    public static boolean cover(Section section) {
        return section.parts().isEmpty() && section.text() == Section.Text.HEADER_FIELDS && cover(section.fields());
    }

    /** Returns the names of a section as {@link #find} takes them, 0 if {@link #cover(Section)} says no to it. */
    public static long names(Section section) {
        return cover(section) ? mask(section.fields()) : 0;
    }

    private static long mask(List<String> names) {
        long mask = 0;
        for (String name : names) {
            mask |= 1L << Objects.requireNonNull(PLACES.get(name.toLowerCase(Locale.ROOT)));
        }
        return mask;
    }

    /** The octets of HEADER.FIELDS with some names, see {@link #names}. */
    public byte[] find(long names) {
        return pick(names, true);
    }

    private byte[] pick(long names, boolean blank) {
        byte[] picked = new byte[value.length - start(0)];
        int length = 0;
        for (int i = 0; i < fields; i++) {
            int place = place(i);
            if (place == BLANK ? blank : (names & 1L << place) != 0) {
                int from = start(i);
                int count = start(i + 1) - from;
                System.arraycopy(value, from, picked, length, count);
                length += count;
            }
        }
        return Arrays.copyOf(picked, length);
    }

    private int place(int field) {
        return value[HEAD + ENTRY * field] & 0xFF;
    }

    private int start(int field) {
        int entry = HEAD + ENTRY * field;
        int octets = HEAD + ENTRY * fields;
        return field == fields ? value.length : octets + ((value[entry + 1] & 0xFF) << 8 | value[entry + 2] & 0xFF);
    }

    /** The fields of one name that {@link #cover(List)} says yes to, as text. */
    public HeaderBlock field(String name) {
        return HeaderBlock.over(pick(mask(List.of(name)), false));
    }

    /** Whether a field of a name, in small letters, that {@link #cover(List)} says yes to contains a text. */
    public boolean contains(String name, FieldText text) {
        int wanted = Objects.requireNonNull(PLACES.get(name));
        for (int i = 0; i < fields; i++) {
            if (place(i) == wanted) {
                int found = text.find(value, start(i) + name.length(), start(i + 1));
                if (found > 0 || (found < 0 && text.isIn(field(name).values(name)))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The memo value; empty when it would be longer than {@link MemoKey#VALUE_LIMIT}. */
    public Optional<byte[]> encode() {
        return whole && value.length <= MemoKey.VALUE_LIMIT ? Optional.of(value.clone()) : Optional.empty();
    }

    /** Reads a memo value; empty when it is damaged or of another version. */
    public static Optional<UsualFields> decode(ByteBuffer memo) {
        if (memo.remaining() < HEAD || memo.get(memo.position()) != KEY.version()) {
            return Optional.empty();
        }
        byte[] value = new byte[memo.remaining()];
        memo.duplicate().get(value);
        int sum = (value[1] & 0xFF) << 24 | (value[2] & 0xFF) << 16 | (value[3] & 0xFF) << 8 | value[4] & 0xFF;
        int fields = (value[5] & 0xFF) << 8 | value[6] & 0xFF;
        boolean whole = sum == sum(value) && HEAD + ENTRY * fields <= value.length;
        return whole ? Optional.of(new UsualFields(value, fields, true)) : Optional.empty();
    }

    private static int sum(byte[] value) {
        CRC32C crc = new CRC32C();
        crc.update(value, 5, value.length - 5);
        return (int) crc.getValue();
    }
}
