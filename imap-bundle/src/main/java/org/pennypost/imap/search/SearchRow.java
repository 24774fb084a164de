// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.search;

import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Message;

/**
 * The SEARCH response.
 *
 * @param uids whether it lists UIDs and not sequence numbers
 * @param modSeq whether it ends with the highest mod-sequence of the messages found
 */
@Rfc(number = 3501, section = "7.2.5")
@Rfc(number = 7162, section = "3.1.5")
record SearchRow(boolean uids, boolean modSeq) {
    void write(UidSet found, ImapSession session, ImapWriter out) {
        Selection selection = session.selected().orElseThrow();
        out.untagged().atom("SEARCH");
        found.forEach(uid -> {
            long number = uids ? uid : selection.number(uid);
            if (number > 0) {
                out.sp().number(number);
            }
        });
        if (modSeq && !found.isEmpty()) {
            out.atom(" (MODSEQ ").number(highest(found, selection.mailbox())).put(')');
        }
        out.end();
    }

    private static long highest(UidSet found, Mailbox mailbox) {
        long highest = 0;
        UidSet todo = found;
        while (!todo.isEmpty()) {
            UidSet batch = todo.head(Mailbox.BATCH);
            for (Message message : mailbox.messages(batch, new FetchPlan(batch))) {
                highest = Math.max(highest, message.meta().modSeq());
            }
            todo = todo.minus(batch);
        }
        return highest;
    }
}
