// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.MemoKey;

/**
 * The fields of a message's header that mail programs list mailboxes with, and its blank line, as they stand in the
 * message: enough to answer {@code BODY[HEADER.FIELDS (...)]} and most of SEARCH without opening it. Fits into a memo
 * value. Immutable.
 */
public final class UsualFields {
    /** Where a store keeps them with a message. Another set of names needs another version. */
    public static final MemoKey KEY = new MemoKey("imap.fields", 1, "");

    private static final int HEAD = 5;

    private static final Set<String> NAMES = Set.of(
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

    private final byte[] octets;

    private UsualFields(byte[] octets) {
        this.octets = octets;
    }

    /**
     * Picks them from a message.
     *
     * @throws MailException UNAVAILABLE if the octets cannot be read
     */
    public static UsualFields of(Content message, Layout layout) {
        Content picked =
                FieldFilter.pick(message, layout, List.copyOf(NAMES), true).of(message);
        return new UsualFields(octets(picked, (int) Math.min(picked.length(), MemoKey.VALUE_LIMIT + 1)));
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
        // asked for each message of a search: no stream
        for (String name : names) {
            if (!NAMES.contains(name.toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }

    /** Whether they answer this section: HEADER.FIELDS of the message itself, with usual names. */
    public static boolean cover(Section section) {
        return section.parts().isEmpty() && section.text() == Section.Text.HEADER_FIELDS && cover(section.fields());
    }

    /** The octets of a section that {@link #cover(Section)} says yes to. */
    public byte[] find(Section section) {
        if (!cover(section)) {
            throw new IllegalArgumentException("not among the usual fields: " + section.spec());
        }
        Content content = new OctetArray(octets);
        Content picked =
                FieldFilter.pick(content, layout(), section.fields(), true).of(content);
        return octets(picked, (int) picked.length());
    }

    /** They as text; says nothing about fields of names that {@link #cover(List)} says no to. */
    public HeaderBlock header() {
        return HeaderBlock.of(new OctetArray(octets), layout());
    }

    private Layout layout() {
        return new Layout(MimePart.Kind.LEAF, 0, octets.length, octets.length, List.of());
    }

    /** The memo value; empty when it would be longer than {@link MemoKey#VALUE_LIMIT}. */
    public Optional<byte[]> encode() {
        if (octets.length > MemoKey.VALUE_LIMIT - HEAD) {
            return Optional.empty();
        }
        byte[] value = new byte[HEAD + octets.length];
        System.arraycopy(octets, 0, value, HEAD, octets.length);
        ByteBuffer.wrap(value).put((byte) KEY.version()).putInt(sum(octets));
        return Optional.of(value);
    }

    /** Reads a memo value; empty when it is damaged or of another version. */
    public static Optional<UsualFields> decode(ByteBuffer memo) {
        ByteBuffer in = memo.duplicate();
        if (in.remaining() < HEAD || in.get() != KEY.version()) {
            return Optional.empty();
        }
        int sum = in.getInt();
        byte[] octets = new byte[in.remaining()];
        in.get(octets);
        return sum == sum(octets) ? Optional.of(new UsualFields(octets)) : Optional.empty();
    }

    private static int sum(byte[] octets) {
        CRC32C crc = new CRC32C();
        crc.update(octets);
        return (int) crc.getValue();
    }
}
