// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import java.util.function.Supplier;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;

/** RENAME: another name for a mailbox and all below it. */
@Rfc(number = 9051, section = "6.3.6")
@Rfc(number = 3501, section = "6.3.5")
final class RenameCommand implements Command {
    private final Supplier<MailboxLimits> limits;

    RenameCommand(Supplier<MailboxLimits> limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return "RENAME";
    }

    @Override
    public Traits traits() {
        return Traits.authenticated();
    }

    /** {@code rename = "RENAME" SP mailbox SP mailbox}. */
    @Override
    public Call parse(ImapReader in) {
        in.sp();
        MailboxName from = in.mailbox();
        in.sp();
        MailboxName to = in.mailbox();
        in.end();
        return (session, out) -> {
            limits.get().beforeRename(from, to, session);
            session.account().rename(from, to);
            return Outcome.done("RENAME completed");
        };
    }
}
