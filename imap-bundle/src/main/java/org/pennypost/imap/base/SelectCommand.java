// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import java.util.List;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.SelectPlan;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.Access;
import org.pennypost.imap.engine.ParameterList;

/**
 * SELECT and EXAMINE.
 *
 * @param name the word
 * @param access what it opens for
 */
@Rfc(number = 9051, section = "6.3.2")
@Rfc(number = 9051, section = "6.3.3")
@Rfc(number = 3501, section = "6.3.1")
record SelectCommand(String name, Access access) implements Command {
    @Override
    public Traits traits() {
        return Traits.authenticated();
    }

    /** {@code select = "SELECT" SP mailbox [select-params]}. */
    @Override
    public Call parse(ImapReader in) {
        in.sp();
        MailboxName mailbox = in.mailbox();
        List<Parameter.Edit<SelectPlan>> edits = in.next(' ') ? ParameterList.once(Slot.SELECT_PARAM, in) : List.of();
        in.end();
        return new SelectCall(name, access, mailbox, edits);
    }
}
