// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.StatusItem;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.StatusPlan;
import org.pennypost.imap.engine.Spaced;

/** The items of a STATUS, as they are asked for and as they are answered, also by LIST (RFC 5819). */
@Rfc(number = 9051, section = "7.3.4")
public final class StatusRow {
    private StatusRow() {}

    /** {@code "(" status-att *(SP status-att) ")"}; what is asked for twice is answered once. */
    public static List<StatusItem> items(ImapReader in) {
        Map<String, StatusItem> items = new LinkedHashMap<>();
        in.expect('(');
        do {
            StatusItem item = in.words().statusItem(in);
            items.putIfAbsent(item.name(), item);
        } while (in.next(' '));
        in.expect(')');
        return List.copyOf(items.values());
    }

    /** Lets the items say what they need. */
    public static void plan(List<StatusItem> items, StatusPlan plan, ImapSession session) {
        items.forEach(item -> item.asked(session));
        items.forEach(item -> item.plan(plan));
    }

    /** Writes the row. An item may have nothing to say, and what it would have said cannot be taken back: it is asked apart. */
    public static void write(MailboxName mailbox, List<StatusItem> items, MailboxStatus status, ImapWriter out) {
        out.untagged().atom("STATUS ").mailbox(mailbox).atom(" (");
        Spaced spaced = new Spaced(out);
        for (StatusItem item : items) {
            spaced.begin();
            item.write(status, spaced);
        }
        out.put(')').end();
    }
}
