// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.list;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.ListPlan;
import org.pennypost.api.imap.ListRow;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.imap.engine.Engine;
import org.pennypost.imap.engine.Spaced;

/** The rows of LIST and LSUB, some in each step. Between two steps nothing is held but the names still to do. */
@Rfc(number = 3501, section = "7.2.2")
@Rfc(number = 5258, section = "6")
final class ListRows implements Outcome.Stream {
    private static final int BATCH = 256;
    private static final long SLICE = 20_000_000;
    private static final List<String> FIRST = List.of("SUBSCRIBED", "KIND", "CHILDREN", "SPECIAL-USE");

    private final String word;
    private final ListPlan plan;
    private final boolean extended;
    private final ImapSession session;
    private final ImapWriter out;
    private final List<ListPlan.Item> items;
    private List<Found> todo = List.of();
    private String last = "";
    private int at;

    ListRows(String word, ListPlan plan, boolean extended, ImapSession session, ImapWriter out) {
        this.word = word;
        this.plan = plan;
        this.extended = extended;
        this.session = session;
        this.out = out;
        this.items = new ArrayList<>(plan.items());
        items.add(new Kind());
        items.sort(Comparator.comparingInt(item -> FIRST.indexOf(item.name()) & Integer.MAX_VALUE));
    }

    /** Says which names, of which those up to a position have been written already. */
    ListRows of(List<Found> found, String position) {
        todo = behind(found, position);
        last = position;
        return this;
    }

    /** Returns what comes behind a position, whether the name that it speaks of is still there or not. */
    static List<Found> behind(List<Found> found, String position) {
        if (position.isEmpty()) {
            return found;
        }
        MailboxName last = MailboxName.of(List.of(position.split("\n")));
        int at = 0;
        while (at < found.size() && found.get(at).entry().name().compareTo(last) <= 0) {
            at++;
        }
        return found.subList(at, found.size());
    }

    /** Returns the position behind a name. */
    static String position(MailboxName name) {
        return String.join("\n", name.parts());
    }

    /** Writes the row that tells the separator, and that a name has no root of its own. */
    static void root(ImapSession session, ImapWriter out) {
        out.untagged().atom("LIST (\\Noselect) ");
        separator(Engine.of(session).separator(), out);
        out.atom(" \"\"").end();
    }

    @Override
    public String position() {
        return last;
    }

    @Override
    public @Nullable Outcome next() {
        long end = System.nanoTime() + SLICE;
        for (int i = 0; i < BATCH && at < todo.size() && System.nanoTime() < end; i++) {
            session.progress().tick(at, todo.size());
            row(todo.get(at));
            last = position(todo.get(at).entry().name());
            at++;
        }
        return at < todo.size() ? null : Outcome.done(word + " completed");
    }

    private void row(Found found) {
        Row row = new Row(found);
        out.untagged().atom(word).atom(" (");
        Spaced attributes = new Spaced(out);
        for (ListPlan.Item item : items) {
            attributes.begin();
            item.attributes(row, attributes);
        }
        out.atom(") ");
        separator(Engine.of(session).separator(), out);
        out.sp().mailbox(found.entry().name());
        Spaced data = new Spaced(out, " (");
        if (found.childInfo()) {
            data.begin();
            data.atom(plan.selections().stream()
                    .map(option -> '"' + option + '"')
                    .collect(Collectors.joining(" ", "\"CHILDINFO\" (", ")")));
        }
        for (ListPlan.Item item : items) {
            data.begin();
            item.data(row, data);
        }
        if (data.wrote()) {
            out.put(')');
        }
        out.end();
        items.forEach(item -> item.after(row, out));
    }

    private static void separator(char separator, ImapWriter out) {
        out.put('"');
        if (separator == '"' || separator == '\\') {
            out.put('\\');
        }
        out.put(separator).put('"');
    }

    /** What stands behind the name: the old form of LIST knows only that it cannot be selected. */
    private final class Kind implements ListPlan.Item {
        @Override
        public String name() {
            return "KIND";
        }

        @Override
        public void attributes(ListRow row, ImapWriter to) {
            if (row.entry().kind() != MailboxEntry.Kind.MAILBOX) {
                to.atom(extended ? "\\NonExistent" : "\\Noselect");
            }
        }
    }

    /** One name, as items see it. */
    private final class Row implements ListRow {
        private final Found found;
        private @Nullable Optional<MailboxStatus> status;

        Row(Found found) {
            this.found = found;
        }

        @Override
        public MailboxEntry entry() {
            return found.entry();
        }

        @Override
        public boolean hasChildren() {
            return found.children();
        }

        @Override
        public Optional<MailboxStatus> status() {
            Optional<MailboxStatus> known = status;
            if (known == null) {
                known = lookUp();
                status = known;
            }
            return known;
        }

        /** RFC 5819 §2: for what cannot be selected there is none, and one that cannot be had may be left out. */
        @Rfc(number = 5819, section = "2")
        private Optional<MailboxStatus> lookUp() {
            if (entry().kind() != MailboxEntry.Kind.MAILBOX) {
                return Optional.empty();
            }
            try {
                return Optional.of(session.account().status(entry().name(), plan.status()));
            } catch (MailException failed) {
                if (failed.problem() == Problem.UNAVAILABLE) {
                    throw failed;
                }
                return Optional.empty();
            }
        }

        @Override
        public ImapSession session() {
            return session;
        }
    }
}
