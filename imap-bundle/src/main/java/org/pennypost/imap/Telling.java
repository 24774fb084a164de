// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.List;
import org.pennypost.api.imap.Teller;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.Message;
import org.pennypost.imap.engine.FlagRow;
import org.pennypost.imap.engine.Keywords;
import org.pennypost.imap.wire.Writer;

/**
 * Tells the client what changed: one look at the mailbox, then EXPUNGE, EXISTS and RECENT at once, and the flags batch by
 * batch as the client reads. What it has not got to when it is dropped stays owed in the view.
 */
@Rfc(number = 9051, section = "7.5.1")
@Rfc(number = 3501, section = "5.2")
final class Telling {
    private final ClientSession session;
    private final SelectedView view;
    private final Writer out;
    private final boolean uids;
    private final boolean vanished;
    private final boolean came;
    private boolean ahead;

    /**
     * Looks, and tells what concerns numbers.
     *
     * @param mayExpunge whether EXPUNGE may be told
     * @param uids whether rows shall name the UID, because the command speaks of UIDs
     */
    Telling(ClientSession session, SelectedView view, boolean mayExpunge, boolean uids) {
        this.session = session;
        this.view = view;
        this.out = session.writer();
        this.uids = uids;
        SelectedView.News news = view.pull(mayExpunge);
        vanished = !news.vanished().isEmpty();
        if (vanished && !vanished(news.vanished())) {
            for (int number : news.numbers()) {
                out.untagged().number(number).atom(" EXPUNGE").end();
            }
        }
        came = news.grown();
        if (came) {
            out.untagged().number(view.size()).atom(" EXISTS").end();
            out.untagged().number(view.recent().count()).atom(" RECENT").end();
        }
        session.justEnabled().forEach(this::enabled);
    }

    /** Tells whether messages have been told as expunged. */
    boolean hasVanished() {
        return vanished;
    }

    /** Tells whether messages have been told as new. */
    boolean hasCome() {
        return came;
    }

    /**
     * Tells whether a row told of a change that came after the look. The client takes its mod-sequence for its own and must not
     * miss what changed before it, so there must be another look (RFC 7162 §3.2, §6).
     */
    @Rfc(number = 7162, section = "6")
    boolean isAhead() {
        return ahead;
    }

    private void enabled(String feature) {
        for (Teller teller : session.words().tellers()) {
            teller.enabled(feature, view, session, out);
        }
    }

    private boolean vanished(UidSet gone) {
        for (Teller teller : session.words().tellers()) {
            if (teller.vanished(gone, session, out)) {
                return true;
            }
        }
        return false;
    }

    /** Tells the flags of the next batch; returns whether that was all. */
    boolean next() {
        UidSet batch = view.owed();
        if (batch.isEmpty()) {
            return true;
        }
        FlagRow.Shape shape = new FlagRow.Shape(uids, true);
        List<Message> messages = view.mailbox().messages(batch, new FetchPlan(batch)).stream()
                .filter(message -> !view.knows(message.meta()))
                .toList();
        Keywords.announce(messages, session, out);
        for (Message message : messages) {
            FlagRow.write(message.meta(), shape, session, out);
            ahead |= message.meta().modSeq() > view.looked();
        }
        return false;
    }
}
