// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.util.List;
import java.util.function.ToLongFunction;
import org.pennypost.api.imap.FetchItem;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.Message;
import org.pennypost.api.store.Need;
import org.pennypost.imap.engine.FlagRow;

/**
 * An item that a store knows without opening the message. Takes no arguments, so it is its own part.
 *
 * @param name its word
 * @param needs what must be known
 * @param value writes what follows the word
 */
@Rfc(number = 9051, section = "7.5.2")
record MetaItem(String name, List<Need> needs, Value value) implements FetchItem, FetchItem.Part {
    static final MetaItem UID =
            number("UID", List.of(), message -> message.meta().uid());

    /** Flags, with {@code \Recent} (RFC 3501 §2.3.2). */
    static final MetaItem FLAGS = new MetaItem(
            "FLAGS",
            List.of(),
            (message, session, out) ->
                    FlagRow.flags(message.meta(), session.selected().orElseThrow(), out));

    static final List<FetchItem> ALL = List.of(
            UID,
            FLAGS,
            new MetaItem(
                    "INTERNALDATE",
                    List.of(Need.DATES),
                    (message, session, out) -> out.dateTime(message.meta().internalDate())),
            number("RFC822.SIZE", List.of(Need.SIZES), MetaItem::size));

    /** Writes a value. */
    interface Value {
        void write(Message message, ImapSession session, ImapWriter out);
    }

    private static MetaItem number(String name, List<Need> needs, ToLongFunction<Message> value) {
        return new MetaItem(name, needs, (message, session, out) -> out.number(value.applyAsLong(message)));
    }

    private static long size(Message message) {
        long size = message.meta().size();
        if (size != MessageMeta.UNKNOWN) {
            return size;
        }
        try (Content content = message.content()) {
            return content.length();
        }
    }

    @Override
    public Part parse(ImapReader in) {
        return this;
    }

    @Override
    public void plan(FetchPlan plan) {
        plan.needs(needs.toArray(Need[]::new));
    }

    @Override
    public boolean write(Message message, ImapSession session, ImapWriter out) {
        out.atom(name).sp();
        value.write(message, session, out);
        return true;
    }
}
