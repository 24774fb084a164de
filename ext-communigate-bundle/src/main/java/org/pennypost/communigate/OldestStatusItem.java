// SPDX-License-Identifier: Apache-2.0
package org.pennypost.communigate;

import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.StatusItem;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.Need;
import org.pennypost.api.store.StatusPlan;

/** STATUS item OLDEST: internal date of the oldest message; left out when there is none. */
final class OldestStatusItem implements StatusItem {
    @Override
    public String name() {
        return "OLDEST";
    }

    @Override
    public void plan(StatusPlan plan) {
        plan.needs(Need.DATES);
    }

    @Override
    public void write(MailboxStatus status, ImapWriter out) {
        status.oldest().ifPresent(date -> out.atom(name()).sp().dateTime(date));
    }
}
