// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.imap.Teller;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;

/** What others did in the selected mailbox, told between commands: when to look, and how much of it is still to be said. */
final class Changes {
    private static final Duration MOMENT = Duration.ofMillis(500);

    private final ClientSession session;
    private final Guard guard;
    private @Nullable Telling telling;
    private boolean again;
    private boolean vanished;
    private boolean came;
    private final Runnable searchAgain;

    /**
     * Makes it.
     *
     * @param searchAgain looks once more for a mailbox that is not where it was
     */
    Changes(ClientSession session, Guard guard, Runnable searchAgain) {
        this.searchAgain = searchAgain;
        this.session = session;
        this.guard = guard;
    }

    /** Tells whether rows wait for the client to read. */
    boolean isTelling() {
        return telling != null;
    }

    /** Looks at the mailbox, if there is one. */
    void look(Running now) {
        SelectedView view = session.view();
        if (view == null || !view.isAttached()) {
            return;
        }
        boolean[] lost = {false};
        guard.run(now, () -> {
            try {
                begin(now, view);
            } catch (MailException gone) {
                lost[0] = gone.problem() == Problem.NOT_FOUND;
                throw gone;
            }
            return null;
        });
        if (lost[0]) {
            lost(now, view);
        }
    }

    /** RFC 2180 §3.3 and §3.4: a mailbox with another name is the same one; that of one that was deleted ends. */
    @Rfc(number = 2180, section = "3.3")
    @Rfc(number = 2180, section = "3.4")
    private void lost(Running now, SelectedView view) {
        guard.run(now, () -> {
            if (session.follow()) {
                begin(now, view);
            }
            return null;
        });
        if (!view.isAttached()) {
            // between its old name and the new one, perhaps
            session.connection().later(MOMENT, () -> {
                if (session.view() == view && !view.isAttached() && !session.isAway()) {
                    searchAgain.run();
                }
            });
        }
    }

    private void begin(Running now, SelectedView view) {
        Telling rows = new Telling(session, view, now.mayExpunge(), now.speaksOfUids());
        vanished |= rows.hasVanished();
        came |= rows.hasCome();
        telling = rows;
    }

    /** Looks now, or once more when what is being told has been told. */
    void lookAgain(Running now) {
        if (telling != null) {
            again = true;
        } else {
            look(now);
        }
    }

    /** Tells the next rows. */
    void tellSome(Running now) {
        Telling rows = java.util.Objects.requireNonNull(telling);
        boolean[] all = {true};
        guard.run(now, () -> {
            all[0] = rows.next();
            return null;
        });
        if (all[0]) {
            telling = null;
            if (again || rows.isAhead()) {
                again = false;
                look(now);
            }
        }
    }

    /** Everything has been told: adds to the end of a command what tellers want to say there. */
    Outcome completed(Running now, Outcome end) {
        SelectedView view = session.view();
        boolean gone = vanished;
        boolean more = came;
        vanished = false;
        came = false;
        if (view == null) {
            return end;
        }
        Outcome[] whole = {end};
        guard.run(now, () -> {
            whole[0] = completed(view, new Teller.Told(gone, view.hasGhosts(), more), end);
            return null;
        });
        return whole[0];
    }

    private Outcome completed(SelectedView view, Teller.Told told, Outcome end) {
        for (Teller teller : session.words().tellers()) {
            Optional<ResponseCode> code = teller.completed(view, told, session);
            if (code.isPresent()) {
                return with(code.get(), end);
            }
        }
        return end;
    }

    private Outcome with(ResponseCode code, Outcome end) {
        if (end instanceof Outcome.Done done && done.code().isEmpty()) {
            return Outcome.done(code, done.text());
        }
        session.writer().untagged().atom("OK " + code + " Where you stand").end();
        return end;
    }

    /** Tells no more; the view keeps what is owed. */
    void drop() {
        telling = null;
    }
}
