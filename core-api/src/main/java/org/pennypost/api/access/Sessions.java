// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.access;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Session;
import org.pennypost.api.store.Progress;

/**
 * Who is here. When a store leaves, core walks this register: hold, detach, and, with the next store, attach and release.
 * Called by any thread.
 */
@ProviderType
public interface Sessions {
    /**
     * Registers a session that has logged in or has been resumed.
     *
     * @param protocol {@code imap}, {@code pop3}
     * @param enabled gives the names that the session has ENABLEd, in upper case; asked while it is held
     */
    Registration register(
            Session session, Connection connection, String protocol, Identity identity, Supplier<Set<String>> enabled);

    /** Returns everybody, oldest first. */
    List<SessionInfo> list();

    /**
     * Ends a session politely.
     *
     * @param id as {@link SessionInfo#id}
     * @return whether there is such a session
     */
    boolean kill(String id);

    /** A session in the register. */
    @ProviderType
    interface Registration {
        /** Returns what to give to long calls of the store: its tick throws when the store must be left. */
        Progress progress();

        /** Takes the session out of the register. Does nothing the second time. */
        void close();
    }
}
