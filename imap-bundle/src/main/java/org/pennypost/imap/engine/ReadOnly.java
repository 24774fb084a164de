// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.engine;

import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;

/** Refuses changes under EXAMINE. */
public final class ReadOnly {
    private ReadOnly() {}

    /**
     * Returns the selected mailbox.
     *
     * @throws MailException NO_PERMISSION if it was opened by EXAMINE
     */
    public static Selection refuse(ImapSession session) {
        Selection selection = session.selected().orElseThrow();
        if (selection.readOnly()) {
            throw new MailException(Problem.NO_PERMISSION, "the mailbox is open for reading only");
        }
        return selection;
    }
}
