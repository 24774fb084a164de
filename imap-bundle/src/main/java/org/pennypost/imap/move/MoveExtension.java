// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.move;

import java.util.List;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.base.CopyCommand;

/** RFC 6851. */
@Rfc(number = 6851, section = "3.1")
@Rfc(number = 6851, section = "3.2")
public final class MoveExtension implements ImapExtension {
    /** Makes it. */
    public MoveExtension() {}

    @Override
    public String name() {
        return "MOVE";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("MOVE");
    }

    @Override
    public List<Command> commands() {
        return List.of(new CopyCommand("MOVE", false, true), new CopyCommand("UID MOVE", true, true));
    }
}
