// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.Draft;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;

/** A message on its way from the client into a draft. */
final class Upload {
    private final String token;
    private @Nullable Draft draft;
    private @Nullable Mailbox mailbox;
    private @Nullable Outcome failure;

    private Upload(Draft draft, @Nullable Mailbox mailbox) {
        this.token = draft.token();
        this.draft = draft;
        this.mailbox = mailbox;
    }

    /**
     * Opens a draft for a mailbox.
     *
     * @throws MailException if the mailbox is not there or does not take it
     */
    static Upload open(MailAccount account, MailboxName name, long size) {
        Mailbox mailbox = account.open(name, Access.UPDATE, Bell.SILENT);
        try {
            return new Upload(mailbox.draft(size), mailbox);
        } catch (RuntimeException refused) {
            mailbox.close();
            throw refused;
        }
    }

    /** Takes a draft up that another version had begun. */
    static Optional<Upload> takeUp(MailAccount account, String token) {
        return account.draft(token).map(draft -> new Upload(draft, null));
    }

    /** Adds octets; returns whether it still can be committed. */
    boolean add(ByteBuffer octets) {
        for (int i = octets.position(); i < octets.limit(); i++) {
            if (octets.get(i) == 0) {
                failure = Outcome.bad("expected no NUL in a literal");
                return false;
            }
        }
        if (draft == null) {
            failure = Answers.away();
            return false;
        }
        try {
            draft.append(octets);
            return true;
        } catch (MailException refused) {
            failure = Answers.no(refused, true);
            return false;
        }
    }

    /** Returns why it cannot be committed. */
    Optional<Outcome> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns the draft. */
    Draft draft() {
        if (draft == null) {
            throw new MailException(Problem.UNAVAILABLE, "the mail store is away");
        }
        return draft;
    }

    String token() {
        return token;
    }

    /** Lets go of the store but keeps the octets. */
    void park() {
        if (draft != null) {
            draft.park();
            draft = null;
        }
        close();
    }

    /** Goes on in a store. */
    void attach(MailAccount account) {
        draft = account.draft(token).orElse(null);
    }

    /** Throws away what has not been committed. */
    void end() {
        if (draft != null) {
            draft.abort();
            draft = null;
        }
        close();
    }

    private void close() {
        if (mailbox != null) {
            mailbox.close();
            mailbox = null;
        }
    }
}
