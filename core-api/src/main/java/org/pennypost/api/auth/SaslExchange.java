// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.auth;

import org.osgi.annotation.versioning.ConsumerType;

/** One exchange of a {@link SaslMechanism}. Used by one step at a time. */
@ConsumerType
@FunctionalInterface
public interface SaslExchange {
    /**
     * Takes the client's next octets; the first call of a mechanism in which the server speaks first gets none.
     *
     * @param response decoded from base64
     */
    Step next(byte[] response);

    /** What comes next. */
    sealed interface Step {
        /**
         * The server says something and waits for the client.
         *
         * @param octets to be sent in base64
         */
        record Challenge(byte[] octets) implements Step {}

        /**
         * The client has given a name and a password: core checks them.
         *
         * @param credentials as given
         */
        record Password(Credentials credentials) implements Step {}

        /**
         * The client has not spoken the mechanism's language: BAD.
         *
         * @param text what was expected, without anything secret
         */
        record Malformed(String text) implements Step {}
    }
}
