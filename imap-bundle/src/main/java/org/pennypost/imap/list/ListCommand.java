// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.list;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.SpecialUse;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.imap.engine.Engine;
import org.pennypost.imap.wire.Reader;

/**
 * LIST and LSUB in the form of RFC 3501.
 *
 * @param name the word
 * @param subscribed whether only names that are subscribed count
 */
@Rfc(number = 3501, section = "6.3.8")
@Rfc(number = 3501, section = "6.3.9")
@Rfc(number = 9051, section = "6.3.9")
record ListCommand(String name, boolean subscribed) implements Command {
    @Override
    public Traits traits() {
        return Traits.authenticated();
    }

    /** {@code list = "LIST" SP mailbox SP list-mailbox}. */
    @Override
    public Call parse(ImapReader in) {
        Reader reader = (Reader) in;
        in.sp();
        String reference = reader.pattern();
        in.sp();
        String pattern = reader.pattern();
        in.end();
        return (session, out) -> {
            char separator = Engine.of(session).separator();
            if (pattern.isEmpty() && !subscribed) {
                out.untagged().atom("LIST (\\Noselect) ");
                separator(separator, out);
                out.atom(" \"\"").end();
            } else {
                list(session, new Wildcards(reference + pattern, separator), separator, out);
            }
            return Outcome.done(name + " completed");
        };
    }

    private void list(ImapSession session, Wildcards pattern, char separator, ImapWriter out) {
        List<MailboxEntry> all = session.account().list();
        Set<MailboxName> parents = new HashSet<>();
        for (MailboxEntry entry : all) {
            if (entry.kind() != MailboxEntry.Kind.NOTHING) {
                entry.name().parent().ifPresent(parents::add);
            }
        }
        Map<MailboxName, List<String>> rows = new LinkedHashMap<>();
        for (MailboxEntry entry : all) {
            if (subscribed ? entry.subscribed() : entry.kind() != MailboxEntry.Kind.NOTHING) {
                boolean matches = pattern.matches(entry.name().text(separator));
                if (matches) {
                    rows.put(entry.name(), attributes(entry, parents));
                } else if (subscribed) {
                    parent(entry.name(), pattern, separator, rows);
                }
            }
        }
        rows.forEach((mailbox, attributes) -> {
            out.untagged()
                    .atom(name)
                    .atom(" (")
                    .atom(String.join(" ", attributes))
                    .atom(") ");
            separator(separator, out);
            out.sp().mailbox(mailbox).end();
        });
    }

    /** RFC 3501 §6.3.9: a name that only has subscribed children answers {@code %} with \Noselect. */
    private static void parent(
            MailboxName name, Wildcards pattern, char separator, Map<MailboxName, List<String>> rows) {
        MailboxName above = name;
        while (above.parent().isPresent()) {
            above = above.parent().get();
            if (!rows.containsKey(above) && pattern.matches(above.text(separator))) {
                rows.put(above, List.of("\\Noselect"));
                return;
            }
        }
    }

    @Rfc(number = 3348, section = "3")
    private static List<String> attributes(MailboxEntry entry, Set<MailboxName> parents) {
        List<String> attributes = new ArrayList<>();
        if (entry.kind() != MailboxEntry.Kind.MAILBOX) {
            attributes.add("\\Noselect");
        }
        attributes.add(parents.contains(entry.name()) ? "\\HasChildren" : "\\HasNoChildren");
        for (SpecialUse use : entry.uses()) {
            attributes.add(use.attribute());
        }
        return attributes;
    }

    private static void separator(char separator, ImapWriter out) {
        out.put('"');
        if (separator == '"' || separator == '\\') {
            out.put('\\');
        }
        out.put(separator).put('"');
    }
}
