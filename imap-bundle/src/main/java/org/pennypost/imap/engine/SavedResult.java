// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.engine;

import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.plugin.Rfc;

/** What {@code $} stands for in a session: the saved result of a SEARCH. */
@Rfc(number = 5182, section = "2.1")
public interface SavedResult {
    /** Returns it; nothing if no mailbox is selected. */
    UidSet saved();

    /**
     * Puts another one there.
     *
     * @return whether it is kept; if not, it is empty from now on (RFC 5182 §2.5)
     */
    boolean save(UidSet uids);

    /** Returns that of a session. */
    static SavedResult of(ImapSession session) {
        if (session instanceof SavedResult result) {
            return result;
        }
        throw new IllegalArgumentException("not a session of this bundle");
    }
}
