// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.engine;

import java.util.List;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Access;

/** A session as this bundle's own commands see it: those that change the session's state need more than extensions do. */
public interface Engine extends ImapSession {
    /** Returns the words in force for the command that runs. */
    Words words();

    /** Returns the capabilities of the session as it stands, without doubles. */
    List<String> capabilities();

    /** Returns the way in. */
    Door door();

    /** Opens a mailbox as the selected one. The one before must have been let go of. */
    Selection select(MailboxName name, Access access);

    /** Lets go of the selected mailbox, if any; nothing is expunged. */
    void unselect();

    /** Puts names among those ENABLEd and opens the account again with them, if no mailbox is selected. */
    void enableAll(List<String> names);

    /** Says that the client has been told of, or does not want to hear of, the flags of messages up to a mod-sequence. */
    void told(UidSet uids, long modSeq);

    /** Returns the flags that the client has been told there are in the selected mailbox. */
    Flags announced();

    /** Says that the client has been told of these flags, too. */
    void announce(Flags flags);

    /** Tells whether more rows may be written in this step. */
    boolean hasRoom();

    /** Returns the separator of mailbox names in this session. */
    char separator();

    /** Returns the engine behind a session. */
    static Engine of(ImapSession session) {
        if (session instanceof Engine engine) {
            return engine;
        }
        throw new IllegalArgumentException("not a session of this bundle");
    }
}
