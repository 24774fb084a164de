// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Message;
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
    private int ask = Mailbox.BATCH;

    /**
     * How far a search is.
     *
     * @param found messages that match
     * @param todo messages still to be read
     * @param failed whether messages could not be read
     */
    record Position(UidSet found, UidSet todo, boolean failed) {
        static Position parse(String text) {
            String[] words = text.split(" ", -1);
            return new Position(UidSet.parse(words[0]), UidSet.parse(words[1]), !words[2].isEmpty());
        }

        @Override
        public String toString() {
            return found + " " + todo + " " + (failed ? "f" : "");
        }
    }

    SearchRows(ImapSession session, ImapWriter out, SearchRow row, SearchQuery rest, Position begin) {
        this.session = session;
        this.out = out;
        this.row = row;
        this.condition = new Condition(rest);
        this.found = begin.found;
        this.todo = begin.todo;
        this.failed = begin.failed;
    }

    @Override
    public String position() {
        return new Position(found, todo, failed).toString();
    }

    @Override
    public @Nullable Outcome next() {
        if (!todo.isEmpty()) {
            batch(session.selected().orElseThrow().mailbox());
        }
        if (!todo.isEmpty()) {
            return null;
        }
        row.write(found, session, out);
        return failed
                ? Outcome.no("Some of the messages cannot be read")
                : Outcome.done(row.uids() ? "UID SEARCH completed" : "SEARCH completed");
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
                        "session {}: message {} cannot be read",
                        session.peer().id(),
                        message.meta().uid(),
                        unreadable);
            }
            return false;
        }
    }
}
