// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.pop3;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.net.Peer;
import org.pennypost.api.store.Progress;

/** A session as commands and extensions see it. Used in steps of its connection; not to be kept. */
@ProviderType
public interface Pop3Session {
    /** Where a session stands (RFC 1939 §3). */
    enum State {
        /** Nobody has logged in. */
        AUTHORIZATION,
        /** The maildrop is open. */
        TRANSACTION
    }

    /** Returns where the session stands. */
    State state();

    /** Returns who is at the other end. */
    Peer peer();

    /** Returns who has logged in; empty before. */
    Optional<Identity> identity();

    /**
     * Returns his messages.
     *
     * @throws IllegalStateException before login
     */
    Maildrop maildrop();

    /** Returns the state that an extension keeps with this session; it outlives exchanges of bundles. */
    Map<String, String> slot(String name);

    /** Returns what to give to long calls of the store. */
    Progress progress();
}
