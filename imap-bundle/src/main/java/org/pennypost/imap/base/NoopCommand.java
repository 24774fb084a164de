// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;

/**
 * NOOP and CHECK: nothing but what is told after every command.
 *
 * @param name the word
 * @param traits where it is allowed
 */
@Rfc(number = 9051, section = "6.1.2")
@Rfc(number = 3501, section = "6.4.1")
record NoopCommand(String name, Traits traits) implements Command {
    @Override
    public Call parse(ImapReader in) {
        in.end();
        return (session, out) -> Outcome.done(name + " completed");
    }
}
