// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import java.util.ArrayList;
import java.util.List;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;

/**
 * What mailboxes are called on disk, where INBOX is not called at all.
 *
 * @param codec of a part
 * @param prefixed whether clients see all other mailboxes below INBOX, as Courier shows them; the disk does not know
 */
public record FolderNames(FolderCodec codec, boolean prefixed) {
    private static final String INBOX = "INBOX";

    /**
     * Returns the parts of a name as they stand on disk.
     *
     * @throws MailException INVALID if no mailbox can be called so here
     */
    public List<String> parts(MailboxName name) {
        List<String> parts = name.parts();
        if (prefixed && (parts.size() < 2 || !parts.get(0).equals(INBOX))) {
            throw new MailException(Problem.INVALID, "mailbox names begin with INBOX and the separator here");
        }
        return parts.subList(prefixed ? 1 : 0, parts.size()).stream()
                .map(codec::encode)
                .toList();
    }

    /**
     * Returns the name whose parts stand on disk.
     *
     * @throws MailException INVALID if they are no name of ours
     */
    public MailboxName name(String... disk) {
        List<String> parts = new ArrayList<>();
        if (prefixed) {
            parts.add(INBOX);
        }
        for (String part : disk) {
            parts.add(codec.decode(part));
        }
        return MailboxName.of(parts);
    }

    /** Returns what every name but INBOX begins with; empty for nothing. */
    public String prefix(char separator) {
        return prefixed ? INBOX + separator : "";
    }
}
