// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import org.jspecify.annotations.Nullable;

/** What others did in the selected mailbox, told between commands: when to look, and how much of it is still to be said. */
final class Changes {
    private final ClientSession session;
    private final Guard guard;
    private @Nullable Telling telling;
    private boolean again;

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
                telling = new Telling(session, view, now.mayExpunge(), now.speaksOfUids());
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

    /** Tells no more; the view keeps what is owed. */
    void drop() {
        telling = null;
    }
}
