// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.StatusItem;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.StatusPlan;
import org.pennypost.imap.engine.Words;

/** STATUS: what a mailbox holds, without selecting it. */
@Rfc(number = 9051, section = "6.3.11")
@Rfc(number = 3501, section = "6.3.10")
final class StatusCommand implements Command {
    @Override
    public String name() {
        return "STATUS";
    }

    @Override
    public Traits traits() {
        return Traits.authenticated();
    }

    /** {@code status = "STATUS" SP mailbox SP "(" status-att *(SP status-att) ")"}. */
    @Override
    public Call parse(ImapReader in) {
        in.sp();
        MailboxName mailbox = in.mailbox();
        in.sp();
        in.expect('(');
        List<StatusItem> items = new ArrayList<>();
        do {
            int here = in.offset();
            var item = Words.of(in).statusItem(in.atom().toUpperCase(Locale.ROOT));
            if (item.isEmpty()) {
                in.back(here);
                throw in.expected("a status item");
            }
            items.add(item.get());
        } while (in.next(' '));
        in.expect(')');
        in.end();
        return (session, out) -> {
            items.forEach(item -> item.asked(session));
            StatusPlan plan = new StatusPlan();
            items.forEach(item -> item.plan(plan));
            row(mailbox, items, session.account().status(mailbox, plan), out);
            return Outcome.done("STATUS completed");
        };
    }

    /** An item may have nothing to say, and what it would have said cannot be taken back: so it is asked apart. */
    private static void row(MailboxName mailbox, List<StatusItem> items, MailboxStatus status, ImapWriter out) {
        out.untagged().atom("STATUS ").mailbox(mailbox).atom(" (");
        Spaced spaced = new Spaced(out);
        for (StatusItem item : items) {
            spaced.begin();
            item.write(status, spaced);
        }
        out.put(')').end();
    }
}
