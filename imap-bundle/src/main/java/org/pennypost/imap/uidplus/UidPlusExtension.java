// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.uidplus;

import java.util.List;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.base.ExpungeCommand;

/** RFC 4315: UID EXPUNGE; APPENDUID and COPYUID come with APPEND and COPY themselves. */
@Rfc(number = 4315, section = "2.1")
public final class UidPlusExtension implements ImapExtension {
    /** Makes it. */
    public UidPlusExtension() {}

    @Override
    public String name() {
        return "UIDPLUS";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("UIDPLUS");
    }

    @Override
    public List<Command> commands() {
        return List.of(new ExpungeCommand("UID EXPUNGE", true));
    }
}
