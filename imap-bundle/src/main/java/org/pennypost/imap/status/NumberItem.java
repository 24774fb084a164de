// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.status;

import java.util.function.ToLongFunction;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.StatusItem;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.MailboxStatus;

/**
 * A status item that is one of the numbers every STATUS knows.
 *
 * @param name the word
 * @param number which
 */
@Rfc(number = 9051, section = "7.3.4")
public record NumberItem(String name, ToLongFunction<MailboxStatus.Numbers> number) implements StatusItem {
    @Override
    public void write(MailboxStatus status, ImapWriter out) {
        out.atom(name).sp().number(number.applyAsLong(status.numbers()));
    }
}
