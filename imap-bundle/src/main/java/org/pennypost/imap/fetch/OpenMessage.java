// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.MemoKey;
import org.pennypost.api.store.Message;
import org.pennypost.api.store.Progress;
import org.pennypost.imap.mime.HeaderBlock;
import org.pennypost.imap.mime.Layout;
import org.pennypost.imap.mime.MimePart;
import org.pennypost.imap.mime.MimeScanner;
import org.pennypost.imap.mime.MimeSummary;
import org.pennypost.imap.mime.SectionData;
import org.pennypost.imap.mime.UsualFields;

/**
 * One message while a step reads it. What was remembered with it is used; if it must be opened all the same, it is opened
 * once for everything that is read here, and what is found out is noted to be remembered.
 */
public final class OpenMessage implements Message, AutoCloseable {
    private final Message message;
    private final MemoNotes notes;
    private @Nullable Counted content;
    private @Nullable MimePart parts;
    private @Nullable MimeSummary summary;
    private @Nullable UsualFields usual;
    private @Nullable Layout outline;
    private @Nullable HeaderBlock header;

    /** Octets whose reading is counted. */
    private record Counted(Content content, MemoNotes notes) implements Content {
        @Override
        public long length() {
            return content.length();
        }

        @Override
        public int read(long offset, ByteBuffer target) throws IOException {
            int count = content.read(offset, target);
            notes.read(Math.max(0, count));
            return count;
        }

        @Override
        public void close() {
            content.close();
        }
    }

    /** Makes a message that has not been opened. */
    public OpenMessage(Message message, MemoNotes notes) {
        this.message = message;
        this.notes = notes;
    }

    /** Returns the message that FETCH gives to its items. */
    static OpenMessage of(Message message) {
        return message instanceof OpenMessage open ? open : new OpenMessage(message, new MemoNotes(Progress.NONE));
    }

    @Override
    public MessageMeta meta() {
        return message.meta();
    }

    @Override
    public Content content() {
        return message.content();
    }

    @Override
    public Optional<ByteBuffer> memo(MemoKey key) {
        return message.memo(key);
    }

    /** Returns the octets, to be read and not to be kept or closed. */
    public Content reading() {
        Counted open = content;
        if (open == null) {
            open = new Counted(message.content(), notes);
            content = open;
        }
        return open;
    }

    /** Returns the octets, which belong to the caller. */
    Content handOver() {
        Content open = content == null ? message.content() : content.content;
        content = null;
        return open;
    }

    /** Returns the parts, for which the message is read from front to end. */
    public MimePart parts() {
        MimePart scanned = parts;
        if (scanned == null) {
            scanned = MimeScanner.scan(reading());
            parts = scanned;
        }
        return scanned;
    }

    /** Returns envelope and structure. */
    MimeSummary summary() {
        MimeSummary known = summary;
        if (known == null) {
            known = message.memo(MimeSummary.KEY).flatMap(MimeSummary::decode).orElse(null);
            if (known == null) {
                known = MimeSummary.of(parts());
                notes.note(MimeSummary.KEY, meta().uid(), known.encode());
                // Who asks for the one asks for the other next; now it costs no file.
                noteFields(known.layout());
            }
            summary = known;
        }
        return known;
    }

    /** Returns where all parts lie. */
    Layout layout() {
        return summary().layout();
    }

    /** Returns where header and body lie, for which only the header is read. */
    public Layout outline() {
        Layout known = outline;
        if (known == null) {
            known = summary == null ? Outline.of(reading()) : summary.layout();
            outline = known;
        }
        return known;
    }

    /** Returns the fields that are asked for most. */
    public UsualFields usualFields() {
        UsualFields known = usual;
        if (known == null) {
            known = message.memo(UsualFields.KEY).flatMap(UsualFields::decode).orElse(null);
            usual = known;
        }
        return known == null ? noteFields(outline()) : known;
    }

    private UsualFields noteFields(Layout layout) {
        UsualFields fields = UsualFields.of(reading(), layout);
        notes.note(UsualFields.KEY, meta().uid(), fields.encode());
        usual = fields;
        return fields;
    }

    /** Returns the whole header. */
    public HeaderBlock header() {
        HeaderBlock known = header;
        if (known == null) {
            known = HeaderBlock.of(reading(), outline());
            header = known;
        }
        return known;
    }

    /** Returns octets of a section that is small. */
    ByteBuffer read(SectionData data) {
        ByteBuffer octets = ByteBuffer.allocate((int) data.length());
        Content section = data.of(reading());
        try {
            while (octets.hasRemaining()) {
                if (section.read(octets.position(), octets) < 0) {
                    throw new MailException(Problem.UNAVAILABLE, "a message is shorter than it was");
                }
            }
        } catch (IOException lost) {
            throw new MailException(Problem.UNAVAILABLE, "a message cannot be read", lost);
        }
        return octets.flip();
    }

    /** Tells whether reading failed because the whole batch must end, and not because of this message. */
    public boolean stopped() {
        return notes.stopped();
    }

    @Override
    public void close() {
        if (content != null) {
            content.close();
            content = null;
        }
    }
}
