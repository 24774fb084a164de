// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.enable;

import java.util.List;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapSession;

/** RFC 5161. */
public final class EnableExtension implements ImapExtension {
    /** Makes it. */
    public EnableExtension() {}

    @Override
    public String name() {
        return "ENABLE";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("ENABLE");
    }

    @Override
    public List<Command> commands() {
        return List.of(new EnableCommand());
    }
}
