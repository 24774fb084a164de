// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.qresync;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Message;
import org.pennypost.imap.engine.Engine;
import org.pennypost.imap.engine.FlagRow;
import org.pennypost.imap.engine.Keywords;
import org.pennypost.imap.engine.Vanished;

/** What follows SELECT for a client that was here before: what went, then the flags of what changed, as it reads. */
@Rfc(number = 7162, section = "3.2.5.1")
final class Resync implements Call {
    private final Known known;

    /**
     * What the client knows.
     *
     * @param uidValidity of the mailbox it knew
     * @param modSeq up to which
     * @param uids it asks about; empty for all
     * @param match where messages stood
     */
    record Known(long uidValidity, long modSeq, Optional<UidSet> uids, Optional<MatchData> match) {}

    Resync(Known known) {
        this.known = known;
    }

    @Override
    public Outcome run(ImapSession session, ImapWriter out) {
        Selection selection = session.selected().orElseThrow();
        if (selection.uidValidity() != known.uidValidity) {
            return Outcome.done("UIDVALIDITY is another one");
        }
        Delta since = selection.mailbox().changesSince(known.modSeq);
        UidSet asked = known.uids.orElseGet(() -> Vanished.everGiven(since));
        UidSet gone = Vanished.earlier(selection, since, asked);
        long matched = known.match.map(match -> match.matched(selection)).orElse(0L);
        if (matched > 0) {
            gone = gone.minus(UidSet.range(1, matched));
        }
        // a client from our future has another past: it is told everything
        boolean stranger = known.modSeq > since.modSeq();
        return Outcome.stream(
                new Rows(session, out, gone, since.changed().intersect(asked), stranger ? -1 : known.modSeq));
    }

    @Override
    public Outcome resume(ImapSession session, ImapWriter out, String position) {
        String[] words = position.split(" ", -1);
        return Outcome.stream(
                new Rows(session, out, UidSet.parse(words[0]), UidSet.parse(words[1]), Long.parseLong(words[2])));
    }

    /** The rows, a batch in each step. */
    private static final class Rows implements Outcome.Stream {
        private static final FlagRow.Shape SHAPE = new FlagRow.Shape(true, true);

        private final Engine session;
        private final ImapWriter out;
        private final long since;
        private UidSet gone;
        private UidSet changed;

        Rows(ImapSession session, ImapWriter out, UidSet gone, UidSet changed, long since) {
            this.session = Engine.of(session);
            this.out = out;
            this.gone = gone;
            this.changed = changed;
            this.since = since;
        }

        @Override
        public @Nullable Outcome next() {
            if (!gone.isEmpty()) {
                UidSet row = QresyncExtension.row(gone);
                QresyncExtension.earlier(row, out);
                gone = gone.minus(row);
                return null;
            }
            Selection selection = session.selected().orElseThrow();
            UidSet batch = changed.head(Mailbox.BATCH);
            if (!batch.isEmpty()) {
                List<Message> messages = selection.mailbox().messages(batch, new FetchPlan(batch).changedSince(since));
                Keywords.announce(messages, session, out);
                for (Message message : messages) {
                    FlagRow.write(message.meta(), SHAPE, session, out);
                }
                changed = changed.minus(batch);
            }
            return changed.isEmpty() ? Outcome.done("Synchronised") : null;
        }

        @Override
        public String position() {
            return gone + " " + changed + " " + since;
        }
    }
}
