// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.api.store.MailboxEntry.Kind;

/**
 * How many mailboxes a user may make, and how they may be called. What is there already may be more, deeper and longer.
 *
 * @param count most mailboxes, and most names that are only subscribed
 * @param depth most levels
 * @param octets of a whole name in UTF-8
 */
public record MailboxLimits(int count, int depth, int octets) {
    /** The values of the shipped configuration. */
    public static final MailboxLimits SHIPPED = new MailboxLimits(10_000, 30, 1_000);

    private static final String SLOT = "mailbox-limits";

    /** A session counts again when it has used this part of what was left, because others make some as well. */
    private static final int PART = 10;

    /** Checks a new name. */
    void beforeCreate(MailboxName name, ImapSession session) {
        check(name);
        Map<String, String> memory = session.slot(SLOT);
        int sinceCount = Integer.parseInt(memory.getOrDefault("since", "0"));
        long known = Long.parseLong(memory.getOrDefault("count", "-1"));
        if (known < 0 || sinceCount >= (count - known) / PART) {
            known = session.account().list().stream()
                    .filter(entry -> entry.kind() == Kind.MAILBOX)
                    .count();
            sinceCount = 0;
            memory.put("count", Long.toString(known));
        }
        if (known + sinceCount >= count) {
            throw new MailException(Problem.LIMIT, "at most " + count + " mailboxes");
        }
        memory.put("since", Integer.toString(sinceCount + 1));
    }

    /** Checks the names that a mailbox and those below it would get. */
    void beforeRename(MailboxName from, MailboxName to, ImapSession session) {
        if (from.isInbox()) {
            beforeCreate(to, session);
            return;
        }
        check(to);
        List<MailboxEntry> all = session.account().list();
        all.stream()
                .filter(entry -> entry.name().isBelow(from))
                .forEach(entry -> check(entry.name().renamed(from, to)));
    }

    /** Checks a name that is to be subscribed. */
    void beforeSubscribe(MailboxName name, ImapSession session) {
        long others = 0;
        for (MailboxEntry entry : session.account().list()) {
            if (entry.name().equals(name)) {
                return;
            }
            others += entry.kind() == Kind.NOTHING ? 1 : 0;
        }
        if (others >= count) {
            throw new MailException(Problem.LIMIT, "at most " + count + " subscribed names without mailbox");
        }
    }

    private void check(MailboxName name) {
        if (name.parts().size() > depth) {
            throw new MailException(Problem.LIMIT, "at most " + depth + " levels of mailboxes");
        }
        if (name.text('/').getBytes(StandardCharsets.UTF_8).length > octets) {
            throw new MailException(Problem.LIMIT, "at most " + octets + " octets in a mailbox name");
        }
    }
}
