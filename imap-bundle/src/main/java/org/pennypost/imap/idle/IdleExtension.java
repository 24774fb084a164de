// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.idle;

import java.util.List;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapSession;

/** RFC 2177. */
public final class IdleExtension implements ImapExtension {
    /** Makes it. */
    public IdleExtension() {}

    @Override
    public String name() {
        return "IDLE";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("IDLE");
    }

    @Override
    public List<Command> commands() {
        return List.of(new IdleCommand());
    }
}
