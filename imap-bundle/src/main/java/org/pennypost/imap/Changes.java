// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.imap.Teller;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;

/** What others did in the selected mailbox, told between commands: when to look, and how much of it is still to be said. */
final class Changes {
    private final ClientSession session;
    private final Guard guard;
    private @Nullable Telling telling;
    private boolean again;
    private boolean vanished;

    Changes(ClientSession session, Guard guard) {
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
        if (view != null && view.isAttached()) {
            guard.run(now, () -> {
                Telling rows = new Telling(session, view, now.mayExpunge(), now.speaksOfUids());
                vanished |= rows.hasVanished();
                telling = rows;
                return null;
            });
        }
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
            if (again) {
                again = false;
                look(now);
            }
        }
    }

    /** Everything has been told: adds to the end of a command what tellers want to say there. */
    Outcome completed(Running now, Outcome end) {
        SelectedView view = session.view();
        boolean gone = vanished;
        vanished = false;
        if (view == null) {
            return end;
        }
        Outcome[] whole = {end};
        guard.run(now, () -> {
            whole[0] = completed(view, new Teller.Told(gone, view.hasGhosts()), end);
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
