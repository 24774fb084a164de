// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.auth;

import java.util.Arrays;
import java.util.Objects;

/**
 * A name and a password as the client gave them. Never logged: {@link #toString} shows the name only. Not for keeping.
 */
public final class Credentials {
    private final String user;
    private final byte[] password;
    private final String actFor;
    private final String protocol;
    private final String mechanism;

    private Credentials(String user, byte[] password, String actFor, String protocol, String mechanism) {
        this.user = user;
        this.password = password;
        this.actFor = actFor;
        this.protocol = protocol;
        this.mechanism = mechanism;
    }

    /**
     * Returns credentials.
     *
     * @param user as typed
     * @param password octets as sent
     */
    public static Credentials of(String user, byte[] password) {
        return new Credentials(Objects.requireNonNull(user), password.clone(), "", "", "");
    }

    /** Returns the credentials with the identity to act for (authzid, RFC 4616 §2); empty text for oneself. */
    public Credentials actingFor(String other) {
        return new Credentials(user, password, Objects.requireNonNull(other), protocol, mechanism);
    }

    /** Returns the same password under another name. */
    public Credentials withUser(String other) {
        return new Credentials(Objects.requireNonNull(other), password, actFor, protocol, mechanism);
    }

    /**
     * Returns the credentials with the way they came, for the line about a failed login.
     *
     * @param byProtocol as in logs: {@code IMAP}, {@code POP3}
     * @param byMechanism {@code LOGIN}, {@code USER}, or the name of the SASL mechanism
     */
    public Credentials via(String byProtocol, String byMechanism) {
        return new Credentials(
                user, password, actFor, Objects.requireNonNull(byProtocol), Objects.requireNonNull(byMechanism));
    }

    /** Returns the name. */
    public String user() {
        return user;
    }

    /** Returns a copy of the password. */
    public byte[] password() {
        return Arrays.copyOf(password, password.length);
    }

    /** Returns the identity to act for, empty text for oneself. */
    public String actFor() {
        return actFor;
    }

    /** Returns the protocol they came by, empty text if nobody said. */
    public String protocol() {
        return protocol;
    }

    /** Returns the command or mechanism they came by, empty text if nobody said. */
    public String mechanism() {
        return mechanism;
    }

    @Override
    public String toString() {
        return "credentials of " + user;
    }
}
