// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.net.Peer;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Progress;

/** A session as commands and extensions see it. Used in steps of its connection; not to be kept. */
@ProviderType
public interface ImapSession {
    /** Returns where the session stands. */
    State state();

    /** Returns who is at the other end. */
    Peer peer();

    /** Returns who has logged in; empty before. */
    Optional<Identity> identity();

    /**
     * Returns his mail.
     *
     * @throws IllegalStateException before login
     * @throws org.pennypost.api.mail.MailException UNAVAILABLE while the store is away
     */
    MailAccount account();

    /** Returns the mailbox that is open. */
    Optional<Selection> selected();

    /** Returns the names that have been ENABLEd, in upper case. */
    Set<String> enabled();

    /** Puts a name among those ENABLEd, because a command implies it (RFC 7162 §3.1). */
    void enable(String name);

    /**
     * Returns the state that an extension keeps with this session; it outlives exchanges of bundles.
     *
     * @param name the extension's
     */
    Map<String, String> slot(String name);

    /** Returns what to give to long calls of the store. */
    Progress progress();
}
