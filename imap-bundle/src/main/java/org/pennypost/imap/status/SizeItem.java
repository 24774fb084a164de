// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.status;

import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.StatusItem;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.Need;
import org.pennypost.api.store.StatusPlan;

/** The sum of the sizes of all messages, exactly that of their RFC822.SIZE. */
@Rfc(number = 8438, section = "2")
@Rfc(number = 8438, section = "3")
final class SizeItem implements StatusItem {
    @Override
    public String name() {
        return "SIZE";
    }

    @Override
    public void plan(StatusPlan plan) {
        plan.needs(Need.SIZES);
    }

    @Override
    public void write(MailboxStatus status, ImapWriter out) {
        out.atom("SIZE ").number(status.size());
    }
}
