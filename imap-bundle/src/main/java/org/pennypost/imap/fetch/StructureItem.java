// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.pennypost.api.imap.FetchItem;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.Message;
import org.pennypost.imap.mime.MimeSummary;

/**
 * What MIME says of a message, in the wire form that is remembered. Takes no arguments, so it is its own part.
 *
 * @param name its word
 * @param value what follows the word
 */
@Rfc(number = 9051, section = "7.5.2")
record StructureItem(String name, Function<MimeSummary, ByteBuffer> value) implements FetchItem, FetchItem.Part {
    /** {@code BODY} without brackets; with them the word belongs to {@link SectionItem}, which hands over to this. */
    static final StructureItem BODY = new StructureItem("BODY", MimeSummary::body);

    static final List<FetchItem> ALL = List.of(
            new StructureItem("ENVELOPE", MimeSummary::envelope),
            new StructureItem("BODYSTRUCTURE", MimeSummary::bodyStructure));

    @Override
    public Part parse(ImapReader in) {
        return this;
    }

    @Override
    public void plan(FetchPlan plan) {
        plan.memo(MimeSummary.KEY);
    }

    @Override
    public boolean write(Message message, ImapSession session, ImapWriter out) {
        ByteBuffer octets = value.apply(OpenMessage.of(message).summary());
        out.atom(name).sp().octets(octets);
        return true;
    }
}
