// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.list;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ListPlan;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.api.store.Progress;

/**
 * Picks the names that a LIST tells of. A name has to match a pattern, and either meets the selection options itself, or
 * has, if RECURSIVEMATCH is asked for, a name below it that meets them and is not told of itself.
 */
@Rfc(number = 5258, section = "3.3")
@Rfc(number = 5258, section = "3.5")
final class Selection {
    private static final int TICK = 64;

    private final ListPlan plan;
    private final Patterns patterns;
    private final char separator;
    private final Set<MailboxName> parents = new HashSet<>();
    private final Set<MailboxName> aboveSelected = new HashSet<>();
    private final Set<MailboxName> aboveUntold = new HashSet<>();

    Selection(ListPlan plan, Patterns patterns, char separator) {
        this.plan = plan;
        this.patterns = patterns;
        this.separator = separator;
    }

    /** Returns what is told of, in order. */
    List<Found> of(ImapSession session) {
        return of(session.account().list(), session.progress());
    }

    List<Found> of(List<MailboxEntry> all, Progress progress) {
        Collection<MailboxEntry> entries = plan.isRecursive() ? withParents(all) : all;
        List<MailboxEntry> matching = new ArrayList<>();
        int done = 0;
        for (MailboxEntry entry : entries) {
            if (done++ % TICK == 0) {
                progress.tick(done, entries.size());
            }
            if (entry.kind() != MailboxEntry.Kind.NOTHING) {
                entry.name().parent().ifPresent(parents::add);
            }
            boolean matches = patterns.match(entry.name().text(separator));
            if (matches) {
                matching.add(entry);
            }
            if (plan.isRecursive() && plan.meets(entry)) {
                mark(entry.name(), aboveSelected);
                if (!matches) {
                    mark(entry.name(), aboveUntold);
                }
            }
        }
        List<Found> found = new ArrayList<>();
        for (MailboxEntry entry : matching) {
            if (plan.meets(entry) || aboveUntold.contains(entry.name())) {
                found.add(new Found(entry, parents.contains(entry.name()), aboveSelected.contains(entry.name())));
            }
        }
        return found;
    }

    private static void mark(MailboxName name, Set<MailboxName> above) {
        Optional<MailboxName> up = name.parent();
        while (up.isPresent() && above.add(up.get())) {
            up = up.get().parent();
        }
    }

    /** What is only subscribed may lie below names that are nothing at all. */
    private static Collection<MailboxEntry> withParents(List<MailboxEntry> all) {
        TreeMap<MailboxName, MailboxEntry> entries = new TreeMap<>();
        all.forEach(entry -> entries.put(entry.name(), entry));
        for (MailboxEntry entry : all) {
            Optional<MailboxName> up = entry.name().parent();
            while (up.isPresent()
                    && entries.putIfAbsent(up.get(), MailboxEntry.of(up.get(), MailboxEntry.Kind.NOTHING)) == null) {
                up = up.get().parent();
            }
        }
        return entries.values();
    }
}
