// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.access;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.net.Peer;
import org.pennypost.api.store.MailAccount;

/** The way from credentials to an account. Called by any thread. */
@ProviderType
public interface Login {
    /**
     * Checks credentials and opens the account. Returns at once; nothing is hashed in the caller's thread.
     *
     * @param done takes the answer, once, from another thread, after the delay that a failure costs
     */
    void login(Credentials credentials, Peer peer, Consumer<LoginResult> done);

    /** Returns the mechanisms that this client may use now, best first: those for readable passwords only under TLS. */
    List<SaslMechanism> mechanisms(Peer peer);

    /** Tells whether this client may send a password readable: under TLS, from loopback and listed networks. */
    boolean plaintextAllowed(Peer peer);

    /**
     * Opens the account of somebody who has logged in before: in another version of a protocol or store, or with more names
     * enabled. Asks no password and is refused by no limit.
     *
     * @param enabled names that the session has ENABLEd, in upper case
     * @throws org.pennypost.api.mail.MailException UNAVAILABLE if no store is there
     */
    MailAccount resume(Identity identity, Set<String> enabled);

    /**
     * Runs something on a user's account that is no session, such as a command of the shell.
     *
     * @throws org.pennypost.api.mail.MailException NOT_FOUND if there is no such user, UNAVAILABLE if no store is there
     */
    <T> T use(String user, Function<MailAccount, T> task);

    /** Returns the names of all users that authenticators can list, sorted. */
    List<String> users();
}
