// SPDX-License-Identifier: Apache-2.0
package org.pennypost.communigate;

import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.StatusItem;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.Need;
import org.pennypost.api.store.StatusPlan;

/** STATUS item INTERNALSIZE: octets of all messages as stored, hidden ones included. */
final class InternalSizeStatusItem implements StatusItem {
    @Override
    public String name() {
        return "INTERNALSIZE";
    }

    @Override
    public void plan(StatusPlan plan) {
        plan.needs(Need.SIZES);
    }

    @Override
    public void write(MailboxStatus status, ImapWriter out) {
        out.atom(name()).sp().number(status.size());
    }
}
