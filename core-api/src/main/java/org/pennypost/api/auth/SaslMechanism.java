// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.auth;

import org.osgi.annotation.versioning.ConsumerType;

/** A way to log in by an exchange of octets (RFC 4422). An OSGi service. Called by several threads at a time. */
@ConsumerType
public interface SaslMechanism {
    /** Returns the registered name, such as {@code PLAIN}. */
    String name();

    /** Tells whether the password crosses the wire readable, so that the mechanism is only offered under TLS. */
    boolean plaintext();

    /** Tells whether the server speaks first; if not, an initial response may come with the command (RFC 4422 §4). */
    default boolean serverFirst() {
        return false;
    }

    /**
     * Tells whether the first thing that the client says may come with the command (RFC 4959, RFC 5034 §4): where the client
     * speaks first. LOGIN takes it too, as clients have the habit; its first challenge is then left out.
     */
    default boolean initialResponse() {
        return !serverFirst();
    }

    /**
     * Tells whether users of whom such secrets are kept can use it. Asked with {@link Authenticator#common} of each source
     * before the mechanism is announced; one that needs nothing but {@link Authenticator#check} says yes.
     */
    default boolean servedBy(Secrets common) {
        return true;
    }

    /** Begins an exchange. */
    SaslExchange start();
}
