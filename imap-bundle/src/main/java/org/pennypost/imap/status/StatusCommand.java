// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.status;

import java.util.List;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.StatusItem;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.StatusPlan;

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
        List<StatusItem> items = StatusRow.items(in);
        in.end();
        return (session, out) -> {
            StatusPlan plan = new StatusPlan();
            StatusRow.plan(items, plan, session);
            StatusRow.write(mailbox, items, session.account().status(mailbox, plan), out);
            return Outcome.done("STATUS completed");
        };
    }
}
