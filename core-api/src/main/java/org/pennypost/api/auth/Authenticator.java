// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.auth;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A source of users. An OSGi service, registered {@code immediate}; core asks all of them in the order of
 * {@code service.ranking}, until one knows the user. Called by several threads at a time; {@link #check} may be slow
 * (it hashes), so core runs it outside session steps on a few permits.
 */
@ConsumerType
public interface Authenticator {
    /**
     * Compares a password. Takes the same time whether the user is unknown or the password wrong.
     *
     * @param credentials with the normalised name
     * @throws org.pennypost.api.mail.MailException UNAVAILABLE if the source cannot be asked
     */
    Answer check(Credentials credentials);

    /**
     * Returns what is kept of a user, for mechanisms that do not show the password. Runs where {@link #check} runs.
     *
     * @param who with the normalised name and the client's address; without password
     * @return empty if the user is not here
     * @throws org.pennypost.api.mail.MailException UNAVAILABLE if the source cannot be asked
     */
    default Optional<Kept> secrets(Credentials who) {
        return find(who.user()).map(identity -> new Kept(identity, Secrets.NONE, false));
    }

    /**
     * Returns a user without a password, for a session that goes on in another version of a bundle, and for the shell.
     *
     * @throws org.pennypost.api.mail.MailException UNAVAILABLE if the source cannot be asked
     */
    Optional<Identity> find(String user);

    /**
     * Returns secrets of every form that is kept of all users alike, with values that open nothing: they tell which
     * mechanisms are worth announcing ({@link SaslMechanism#servedBy}), and what a user who is not here must look like. A
     * form that only some users have is left out, since clients take the strongest mechanism announced and do not try
     * another. Called at each greeting: nothing may be computed here.
     *
     * @throws org.pennypost.api.mail.MailException UNAVAILABLE if the source cannot be asked
     */
    default Secrets common() {
        return Secrets.NONE;
    }

    /** Returns the names of all users, sorted, as far as the source can list them; else an empty list. */
    default List<String> users() {
        return List.of();
    }

    /** Returns a number that changes whenever the source may answer differently; answers are cached while it stays. */
    long generation();

    /**
     * A user and what is kept of him.
     *
     * @param identity who it is
     * @param secrets what mechanisms can compare with
     * @param welcome whether he may log in, from this address, if his proof is right
     */
    record Kept(Identity identity, Secrets secrets, boolean welcome) {}

    /** What an authenticator says. */
    sealed interface Answer {
        /**
         * The password is right.
         *
         * @param identity whose it is
         */
        record Accepted(Identity identity) implements Answer {}

        /** The user is here and may not log in with this password. */
        record Refused() implements Answer {}

        /** The user is not here. */
        record Unknown() implements Answer {}
    }
}
