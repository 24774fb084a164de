// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Message;
import org.pennypost.imap.engine.Marks;
import org.pennypost.imap.engine.SavedResult;
import org.pennypost.imap.fetch.MemoNotes;
import org.pennypost.imap.fetch.OpenMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the messages of which the store does not know whether they match, a batch in each step: as many as one call of the
 * store gives or 4 MiB, whichever comes first. The response follows at the end.
 */
final class SearchRows implements Outcome.Stream {
    private static final Logger LOG = LoggerFactory.getLogger(SearchRows.class);
    private static final long READ = 4 * 1024 * 1024;

    private final ImapSession session;
    private final ImapWriter out;
    private final SearchRow row;
    private final Condition condition;
    private UidSet found;
    private UidSet todo;
    private boolean failed;
    private final UidSet saved;
    private int ask = Mailbox.BATCH;
    private long highest;
    private @Nullable UidSet rated;

    /**
     * How far a search is.
     *
     * @param found messages that match
     * @param todo messages still to be read
     * @param marks {@code b} at the beginning, {@code f} if messages could not be read
     * @param saved what {@code $} was at the beginning
     */
    record Position(UidSet found, UidSet todo, String marks, UidSet saved) {
        static Position begin(UidSet saved) {
            return new Position(UidSet.EMPTY, UidSet.EMPTY, "b", saved);
        }

        /** Reads what {@link #toString} wrote, here or in a former version, which knew of no {@code $}. */
        static Position parse(String text) {
            String[] words = text.split(" ", -1);
            UidSet saved = words.length < 4 ? UidSet.EMPTY : UidSet.parse(words[3]);
            return new Position(UidSet.parse(words[0]), UidSet.parse(words[1]), words[2], saved);
        }

        boolean isBegin() {
            return marks.equals("b");
        }

        /** Goes on from here. */
        Position with(UidSet more, UidSet open) {
            return new Position(found.union(more), open, isBegin() ? "" : marks, saved);
        }

        @Override
        public String toString() {
            return found + " " + todo + " " + marks + " " + saved;
        }
    }

    SearchRows(ImapSession session, ImapWriter out, SearchRow row, SearchQuery rest, Position begin) {
        this.session = session;
        this.out = out;
        this.row = row;
        this.condition = new Condition(rest);
        this.found = begin.found;
        this.todo = begin.todo;
        this.failed = !begin.marks.isEmpty();
        this.saved = begin.saved;
        narrow();
    }

    @Override
    public String position() {
        return new Position(found, todo, failed ? "f" : "", saved).toString();
    }

    @Override
    public @Nullable Outcome next() {
        Selection selection = session.selected().orElseThrow();
        if (!todo.isEmpty()) {
            batch(selection.mailbox());
            narrow();
        }
        if (!todo.isEmpty() || !rate(selection)) {
            return null;
        }
        row.write(found, highest, selection, out);
        return end(selection);
    }

    /** Who only wants the lowest need not look above it. */
    private void narrow() {
        if (row.lowestOnly() && !found.isEmpty()) {
            todo = todo.intersect(UidSet.range(1, found.first(0)));
        }
    }

    /** Looks for the highest mod-sequence, if it is wanted, a batch in each step; tells whether it is known. */
    private boolean rate(Selection selection) {
        if (!row.modSeq()) {
            return true;
        }
        UidSet left = rated == null ? row.returned(found, selection) : rated;
        UidSet batch = left.head(Mailbox.BATCH);
        for (Message message : selection.mailbox().messages(batch, new FetchPlan(batch))) {
            highest = Math.max(highest, message.meta().modSeq());
        }
        rated = left.minus(batch);
        return rated.isEmpty();
    }

    @Rfc(number = 5182, section = "2.1")
    @Rfc(number = 5182, section = "2.5")
    private Outcome end(Selection selection) {
        boolean saves = row.plan().saved();
        if (failed) {
            String text = "Some of the messages cannot be read";
            return saves ? Outcome.no(ResponseCode.of("NOTSAVED"), text) : Outcome.no(text);
        }
        if (saves && !SavedResult.of(session).save(row.returned(found, selection))) {
            return Outcome.no(ResponseCode.of("NOTSAVED"), "There are too many messages here and there to keep them");
        }
        return Outcome.done(row.plan().uids() ? "UID SEARCH completed" : "SEARCH completed");
    }

    private void batch(Mailbox mailbox) {
        UidSet uids = todo.head(ask);
        List<Message> messages = mailbox.messages(uids, condition.plan(new FetchPlan(uids)));
        MemoNotes notes = new MemoNotes(session.progress());
        UidSet.Builder matches = UidSet.builder();
        long last = uids.last(uids.ranges() - 1);
        int done = 0;
        for (Message message : messages) {
            notes.tick(done, messages.size());
            if (matches(new OpenMessage(message, notes))) {
                matches.add(message.meta().uid());
            }
            done++;
            if (done < messages.size() && notes.octets() > READ) {
                last = message.meta().uid();
                break;
            }
        }
        ask = done < messages.size() ? Math.max(1, done) : Math.min(Mailbox.BATCH, ask * 2);
        notes.remember(mailbox);
        found = found.union(matches.build());
        todo = todo.minus(UidSet.range(1, last));
    }

    private boolean matches(OpenMessage message) {
        try (message) {
            return condition.holds(message);
        } catch (MailException unreadable) {
            if (message.stopped()) {
                throw unreadable;
            }
            if (unreadable.problem() != Problem.EXPUNGED) {
                failed = true;
                LOG.warn(
                        Marks.PROBLEMS,
                        "{}: message {} cannot be read",
                        session.peer().id(),
                        message.meta().uid(),
                        unreadable);
            }
            return false;
        }
    }
}
