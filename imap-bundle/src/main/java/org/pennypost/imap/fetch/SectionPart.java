// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pennypost.api.imap.FetchItem;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.Message;
import org.pennypost.api.store.Need;
import org.pennypost.imap.mime.MimeSummary;
import org.pennypost.imap.mime.Section;
import org.pennypost.imap.mime.SectionData;
import org.pennypost.imap.mime.UsualFields;

/**
 * A section of a message, or octets of it. Always a literal, even if a quoted string would do: mail programs expect it.
 *
 * @param label how it is called in the response, without the origin
 * @param section which it is
 * @param partial which of its octets
 * @param seen whether the message counts as read afterwards
 * @param names the names of fields that are remembered, if they answer the section, else 0
 */
@Rfc(number = 9051, section = "7.5.2")
record SectionPart(String label, Section section, Partial partial, boolean seen, long names) implements FetchItem.Part {
    /** What is at most copied; more is streamed from the store. */
    private static final int SMALL = 16 * 1024;

    /**
     * {@code <origin.count>}.
     *
     * @param origin the first octet, −1 for all octets
     * @param count how many at most
     */
    record Partial(long origin, long count) {
        static final Partial ALL = new Partial(-1, Long.MAX_VALUE);

        boolean isAll() {
            return origin < 0;
        }
    }

    SectionPart(String label, Section section, Partial partial, boolean seen) {
        this(label, section, partial, seen, UsualFields.names(section));
    }

    @Override
    public void plan(FetchPlan plan) {
        if (names != 0) {
            plan.memo(UsualFields.KEY);
        } else {
            plan.needs(Need.CONTENT);
            if (needsLayout()) {
                plan.memo(MimeSummary.KEY);
            }
        }
        if (seen) {
            plan.setsSeen();
        }
    }

    private boolean needsLayout() {
        return !section.parts().isEmpty();
    }

    @Override
    public boolean write(Message message, ImapSession session, ImapWriter out) {
        OpenMessage open = OpenMessage.of(message);
        if (names != 0 && open.usualFields().isWhole()) {
            byte[] octets = open.usualFields().find(names);
            int from = partial.isAll() ? 0 : (int) Math.min(partial.origin, octets.length);
            int count = (int) Math.min(partial.count, octets.length - from);
            label(out);
            literal(ByteBuffer.wrap(octets, from, count), out);
            return true;
        }
        Optional<SectionData> found = section.find(open.reading(), needsLayout() ? open.layout() : open.outline());
        if (found.isEmpty()) {
            label(out);
            out.atom("NIL");
            return true;
        }
        SectionData data = partial.isAll() ? found.get() : found.get().slice(partial.origin, partial.count);
        if (data.length() <= SMALL) {
            ByteBuffer octets = open.read(data);
            label(out);
            literal(octets, out);
        } else {
            label(out);
            if (data.isRange()) {
                out.literal(open.handOver(), data.offset(), data.length());
            } else {
                out.literal(data.of(open.handOver()), 0, data.length());
            }
        }
        return true;
    }

    private void label(ImapWriter out) {
        out.atom(label);
        if (!partial.isAll()) {
            out.put('<').number(partial.origin).put('>');
        }
        out.sp();
    }

    private static void literal(ByteBuffer octets, ImapWriter out) {
        String head = "{" + octets.remaining() + "}\r\n";
        out.octets(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII))).octets(octets);
    }
}
