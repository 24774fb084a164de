// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.ListPlan;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.imap.engine.Engine;
import org.pennypost.imap.wire.Reader;

/**
 * LSUB: the names that are subscribed. {@code \Noselect} has a meaning of its own here: the name is not subscribed, but
 * something below it is, which the pattern ({@code %}) does not reach. Of children nothing is said: what lies below a
 * subscribed name need not be there.
 */
@Rfc(number = 3501, section = "6.3.9")
final class LsubCommand implements Command {
    @Override
    public String name() {
        return "LSUB";
    }

    @Override
    public Traits traits() {
        return Traits.authenticated();
    }

    /** {@code lsub = "LSUB" SP mailbox SP list-mailbox}. */
    @Override
    public Call parse(ImapReader in) {
        Reader reader = (Reader) in;
        in.sp();
        String reference = reader.pattern();
        in.sp();
        String pattern = reader.pattern();
        in.end();
        return new LsubCall(reference, pattern);
    }

    private record LsubCall(String reference, String pattern) implements Call {
        @Override
        public Outcome run(ImapSession session, ImapWriter out) {
            return resume(session, out, "");
        }

        @Override
        public Outcome resume(ImapSession session, ImapWriter out, String position) {
            char separator = Engine.of(session).separator();
            List<Found> found =
                    found(session.account().list(), Patterns.of(reference, List.of(pattern), separator), separator);
            ListPlan plan = new ListPlan().returns(ListItem.SPECIAL_USE);
            return Outcome.stream(new ListRows("LSUB", plan, false, session, out).of(found, position));
        }

        private static List<Found> found(List<MailboxEntry> all, Patterns patterns, char separator) {
            Map<MailboxName, MailboxEntry> rows = new TreeMap<>();
            for (MailboxEntry entry : all) {
                if (!entry.subscribed()) {
                    continue;
                }
                if (patterns.match(entry.name().text(separator))) {
                    rows.put(
                            entry.name(),
                            MailboxEntry.of(entry.name(), MailboxEntry.Kind.MAILBOX)
                                    .withUses(entry.uses()));
                } else {
                    above(entry.name(), patterns, separator)
                            .ifPresent(name -> rows.putIfAbsent(name, MailboxEntry.of(name, MailboxEntry.Kind.PARENT)));
                }
            }
            List<Found> found = new ArrayList<>();
            rows.values().forEach(entry -> found.add(new Found(entry, false, false)));
            return found;
        }

        /** Returns the nearest name above another that matches. */
        private static Optional<MailboxName> above(MailboxName name, Patterns patterns, char separator) {
            Optional<MailboxName> up = name.parent();
            while (up.isPresent() && !patterns.match(up.get().text(separator))) {
                up = up.get().parent();
            }
            return up;
        }
    }
}
