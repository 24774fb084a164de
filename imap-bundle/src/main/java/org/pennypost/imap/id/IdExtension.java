// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.id;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapSession;

/** RFC 2971. */
public final class IdExtension implements ImapExtension {
    private final Supplier<Map<String, String>> own;

    /**
     * Makes it.
     *
     * @param own what the server tells of itself, field and value; empty for nothing
     */
    public IdExtension(Supplier<Map<String, String>> own) {
        this.own = own;
    }

    @Override
    public String name() {
        return "ID";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("ID");
    }

    @Override
    public List<Command> commands() {
        return List.of(new IdCommand(own));
    }
}
