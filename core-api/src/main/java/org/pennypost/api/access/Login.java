// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.auth.Secrets;
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

    /**
     * Begins an exchange of a mechanism.
     *
     * @param mechanism its name in any case
     * @param protocol as in logs: {@code IMAP}, {@code POP3}
     * @return empty if there is no such mechanism here
     */
    Optional<LoginExchange> begin(String mechanism, String protocol, Peer peer);

    /**
     * Checks a proof that is no password, such as APOP's digest (RFC 1939 §7), and opens the account. Returns at once. An
     * unknown user is compared as well, with something that nobody knows; he and a user of whom nothing usable is kept get
     * the same answer after the same time as for a wrong proof.
     *
     * @param credentials the name, and the way it came; the password in it is of no account
     * @param proof compares with what is kept; called in another thread
     * @param done takes the answer, once, from another thread, after the delay that a failure costs
     */
    void prove(Credentials credentials, Predicate<Secrets> proof, Peer peer, Consumer<LoginResult> done);

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
