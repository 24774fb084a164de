// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.time.Duration;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.store.MailAccount;

/** Where somebody who has logged in gets his account. */
public interface Accounts {
    /**
     * Opens an account as its owner may see it, with the mailboxes he should have.
     *
     * @throws org.pennypost.api.mail.MailException UNAVAILABLE if no store is there
     */
    MailAccount enter(Identity identity);

    /**
     * Takes a place among a user's sessions, until the session registers, or for a short time.
     *
     * @param most places that a user has; 0 for any number
     * @return whether there was one
     */
    boolean place(Identity identity, int most);

    /** Runs one of the two, later: {@code go} when a store is there, {@code late} if none came in time. */
    void whenPresent(Runnable go, Runnable late, Duration time);
}
