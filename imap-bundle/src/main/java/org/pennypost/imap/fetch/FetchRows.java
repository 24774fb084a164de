// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.util.List;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.Teller;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.FlagChange;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.FlagsResult;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Message;
import org.pennypost.api.store.Need;
import org.pennypost.api.store.StorePlan;
import org.pennypost.imap.engine.Engine;
import org.pennypost.imap.engine.FlagRow;
import org.pennypost.imap.engine.Keywords;
import org.pennypost.imap.engine.Marks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of one FETCH, a batch in each step: as many messages as one call of the store gives, 256 KiB of rows or 4 MiB
 * read, whichever comes first. Between two batches nothing is held but the UIDs still to do.
 */
@Rfc(number = 9051, section = "7.5.2")
@Rfc(number = 2180, section = "4.1")
final class FetchRows implements Outcome.Stream {
    private static final Logger LOG = LoggerFactory.getLogger(FetchRows.class);
    private static final long WRITTEN = 256 * 1024;
    private static final long READ = 4 * 1024 * 1024;
    private static final int FIRST_BODIES = 16;
    private static final FlagChange SEEN = new FlagChange(FlagChange.Mode.ADD, Flags.of(Flag.SEEN));

    private final ImapSession session;
    private final ImapWriter out;
    private final FetchCall.Wanted wanted;
    private final FetchPlan plan;
    private UidSet todo;
    private int ask;
    private boolean gone;
    private boolean failed;

    /**
     * Where the rows stand.
     *
     * @param todo UIDs without row
     * @param gone whether messages had been expunged
     * @param failed whether messages could not be read
     */
    record Position(UidSet todo, boolean gone, boolean failed) {
        static Position parse(String text) {
            String[] words = text.split(" ", -1);
            return new Position(UidSet.parse(words[0]), words[1].contains("g"), words[1].contains("f"));
        }

        @Override
        public String toString() {
            return todo + " " + (gone ? "g" : "") + (failed ? "f" : "");
        }
    }

    /** What one step does: its messages, and those of them that it has marked as read. */
    private record Batch(UidSet uids, List<Message> messages, UidSet seen, long modSeq) {}

    FetchRows(ImapSession session, ImapWriter out, FetchCall.Wanted wanted, FetchPlan plan) {
        this.session = session;
        this.out = out;
        this.wanted = wanted;
        this.plan = plan;
        this.todo = plan.uids();
        this.ask = plan.wants(Need.CONTENT) ? FIRST_BODIES : Mailbox.BATCH;
        if (plan.seen()) {
            plan.needs(Need.SIZES);
        }
    }

    /** Goes on where another version stopped. */
    void goOn(Position position) {
        gone = position.gone;
        failed = position.failed;
    }

    @Override
    public String position() {
        return new Position(todo, gone, failed).toString();
    }

    @Override
    public @org.jspecify.annotations.Nullable Outcome next() {
        if (todo.isEmpty()) {
            return end();
        }
        Selection selection = session.selected().orElseThrow();
        MemoNotes notes = new MemoNotes(session.progress());
        RowWriter row = new RowWriter(out);
        Batch batch = batch(selection);
        if (wanted.has("FLAGS") || !batch.seen.isEmpty()) {
            Keywords.announce(batch.messages, Engine.of(session), out);
        }
        int done = 0;
        long last = batch.uids.last(batch.uids.ranges() - 1);
        UidSet.Builder told = UidSet.builder();
        for (Message message : batch.messages) {
            notes.tick(done, batch.messages.size());
            long uid = message.meta().uid();
            boolean marked = batch.seen.contains(uid);
            if (write(new OpenMessage(message, notes), marked, row) && marked) {
                told.add(uid);
            }
            done++;
            if (done < batch.messages.size() && isFull(row, notes)) {
                last = uid;
                break;
            }
        }
        ask = done < batch.messages.size() ? Math.max(1, done) : Math.min(Mailbox.BATCH, ask * 2);
        UidSet past = UidSet.range(1, last);
        gone |= plan.changedSince() < 0 && batch.uids.intersect(past).count() > done;
        todo = todo.minus(past);
        if (!batch.seen.isEmpty()) {
            Engine.of(session).told(told.build(), batch.modSeq);
        }
        notes.remember(selection.mailbox());
        return todo.isEmpty() ? end() : null;
    }

    /** What has been marked as read must be written, so that the client hears of it; such a batch is small anyway. */
    private boolean isFull(RowWriter row, MemoNotes notes) {
        return !plan.seen() && (row.octets() > WRITTEN || notes.octets() > READ);
    }

    private Outcome end() {
        if (failed) {
            return Outcome.no("Some of the messages cannot be read");
        }
        String text = wanted.uids() ? "UID FETCH completed" : "FETCH completed";
        return gone && !wanted.uids()
                ? Outcome.done(ResponseCode.of("EXPUNGEISSUED"), "Some of the messages are gone")
                : Outcome.done(text);
    }

    private Batch batch(Selection selection) {
        Mailbox mailbox = selection.mailbox();
        UidSet uids = todo.head(ask);
        List<Message> messages = mailbox.messages(uids, plan.uids(uids));
        if (!plan.seen() || selection.readOnly()) {
            return new Batch(uids, messages, UidSet.EMPTY, 0);
        }
        UidSet.Builder now = UidSet.builder();
        UidSet.Builder unseen = UidSet.builder();
        long octets = 0;
        long last = 0;
        for (Message message : messages) {
            MessageMeta meta = message.meta();
            octets += Math.max(0, meta.size());
            if (last > 0 && octets > WRITTEN) {
                uids = uids.intersect(UidSet.range(1, last));
                break;
            }
            last = meta.uid();
            now.add(last);
            if (!meta.flags().contains(Flag.SEEN)) {
                unseen.add(last);
            }
        }
        UidSet marked = unseen.build();
        if (marked.isEmpty()) {
            return new Batch(uids, messages.subList(0, (int) now.build().count()), UidSet.EMPTY, 0);
        }
        FlagsResult result = mailbox.setFlags(new StorePlan(marked, SEEN), session.progress());
        List<Message> fresh = mailbox.messages(now.build(), plan.uids(now.build()));
        return new Batch(uids, fresh, marked.intersect(result.changed()), result.modSeq());
    }

    private boolean write(OpenMessage message, boolean marked, RowWriter row) {
        int number = session.selected().orElseThrow().number(message.meta().uid());
        if (number == 0) {
            return false;
        }
        try (message) {
            row.begin(number);
            if (marked && !wanted.has("FLAGS")) {
                row.item(MetaItem.FLAGS, message, session);
            }
            if (marked && !wanted.has("UID") && FlagRow.needsUid(session)) {
                row.item(MetaItem.UID, message, session);
            }
            wanted.items().forEach(item -> row.item(item.part(), message, session));
            if ((marked || plan.changedSince() >= 0) && !wanted.has("MODSEQ")) {
                for (Teller teller : Engine.of(session).words().tellers()) {
                    teller.changed(message.meta(), session, out);
                }
            }
            row.finish();
            return true;
        } catch (MailException unreadable) {
            row.takeBack();
            if (message.stopped()) {
                throw unreadable;
            }
            if (unreadable.problem() == Problem.EXPUNGED) {
                gone = true;
            } else {
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
