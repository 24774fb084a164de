// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.engine;

import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.Teller;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.plugin.Rfc;

/** FETCH rows that tell of flags, asked for by STORE or told unasked. */
@Rfc(number = 9051, section = "7.5.2")
public final class FlagRow {
    private FlagRow() {}

    /**
     * What such a row says.
     *
     * @param uid whether the UID is among it
     * @param flags whether the flags are; if not, UID and the tellers' items are
     */
    public record Shape(boolean uid, boolean flags) {}

    /** Writes a row for a message that the client knows of; nothing for another. */
    public static void write(MessageMeta message, Shape shape, Engine session, ImapWriter out) {
        Selection selection = session.selected().orElseThrow();
        int number = selection.number(message.uid());
        if (number == 0) {
            return;
        }
        boolean uid = shape.uid || !shape.flags || needsUid(session);
        out.untagged().number(number).atom(" FETCH (");
        if (uid) {
            out.atom("UID ").number(message.uid());
        }
        if (shape.flags) {
            out.atom(uid ? " FLAGS " : "FLAGS ");
            flags(message, selection, out);
        }
        for (Teller teller : session.words().tellers()) {
            teller.changed(message, session, out);
        }
        out.put(')').end();
    }

    /** Tells whether rows that nobody asked for must name the UID. */
    @Rfc(number = 7162, section = "3.2.4")
    public static boolean needsUid(ImapSession session) {
        return session.enabled().contains("CONDSTORE");
    }

    /** Writes the flags of a message in parentheses, {@code \Recent} included (RFC 3501 §2.3.2). */
    public static void flags(MessageMeta message, Selection selection, ImapWriter out) {
        out.put('(').flags(message.flags());
        if (selection.recent().contains(message.uid())) {
            out.atom(message.flags().isEmpty() ? "\\Recent" : " \\Recent");
        }
        out.put(')');
    }
}
