// SPDX-License-Identifier: Apache-2.0
package org.pennypost.communigate;

import java.util.List;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.StatusItem;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.StatusPlan;

/** STATUS item UNSEENMEDIA: how many messages with {@code $Media} have not been read. */
final class UnseenMediaStatusItem implements StatusItem {
    private static final SearchQuery UNSEEN_MEDIA = new SearchQuery.And(
            List.of(new SearchQuery.Has(Flag.of("$Media")), new SearchQuery.Not(new SearchQuery.Has(Flag.SEEN))));

    @Override
    public String name() {
        return "UNSEENMEDIA";
    }

    @Override
    public void plan(StatusPlan plan) {
        plan.count(UNSEEN_MEDIA);
    }

    @Override
    public void write(MailboxStatus status, ImapWriter out) {
        out.atom(name()).sp().number(status.count(UNSEEN_MEDIA));
    }
}
