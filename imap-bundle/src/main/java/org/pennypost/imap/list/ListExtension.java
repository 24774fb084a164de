// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.list;

import java.util.List;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.Parameter;

/** LIST and LSUB, with the options of RFC 5258. */
public final class ListExtension implements ImapExtension {
    /** Makes it. */
    public ListExtension() {}

    @Override
    public String name() {
        return "LIST";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("CHILDREN", "LIST-EXTENDED");
    }

    @Override
    public List<Command> commands() {
        return List.of(new ListCommand(), new LsubCommand());
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(
                SelectOption.SUBSCRIBED,
                SelectOption.REMOTE,
                SelectOption.RECURSIVEMATCH,
                ListItem.SUBSCRIBED,
                ListItem.CHILDREN);
    }
}
