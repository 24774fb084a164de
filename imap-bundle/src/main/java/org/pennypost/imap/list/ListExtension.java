// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.list;

import java.util.List;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapExtension;

/** LIST and LSUB. */
public final class ListExtension implements ImapExtension {
    /** Makes it. */
    public ListExtension() {}

    @Override
    public String name() {
        return "LIST";
    }

    @Override
    public List<Command> commands() {
        return List.of(new ListCommand("LIST", false), new ListCommand("LSUB", true));
    }
}
