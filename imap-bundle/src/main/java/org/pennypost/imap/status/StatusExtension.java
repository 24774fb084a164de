// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.status;

import java.util.List;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.StatusItem;
import org.pennypost.api.store.MailboxStatus.Numbers;

/** STATUS with the items of RFC 3501 and SIZE of RFC 8438. */
public final class StatusExtension implements ImapExtension {
    /** Makes it. */
    public StatusExtension() {}

    @Override
    public String name() {
        return "STATUS";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("STATUS=SIZE");
    }

    @Override
    public List<Command> commands() {
        return List.of(new StatusCommand());
    }

    @Override
    public List<StatusItem> statusItems() {
        return List.of(
                new NumberItem("MESSAGES", Numbers::messages),
                new NumberItem("RECENT", Numbers::recent),
                new NumberItem("UIDNEXT", Numbers::uidNext),
                new NumberItem("UIDVALIDITY", Numbers::uidValidity),
                new NumberItem("UNSEEN", Numbers::unseen),
                new SizeItem());
    }
}
