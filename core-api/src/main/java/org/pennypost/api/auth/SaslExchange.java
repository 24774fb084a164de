// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.auth;

import java.util.function.Function;
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
         * The client has given a name, and the mechanism needs to see what is kept of that user: core looks it up and goes
         * on with {@code then}, outside session steps. An unknown user, and one of whom nothing usable is kept, gets secrets
         * that nobody knows, so that the mechanism need not know the difference and takes the same time. One look-up an
         * exchange.
         *
         * @param user as given
         * @param actFor the identity to act for (authzid), empty text for oneself
         * @param then says how it goes on; may take its time
         */
        record Lookup(String user, String actFor, Function<Secrets, Step> then) implements Step {}

        /** The client has proven to be whom {@link Lookup} named: core lets him in, if he is known and welcome. */
        record Proven() implements Step {}

        /** The proof is wrong: answered like a wrong password. */
        record Failed() implements Step {}

        /**
         * The client has not spoken the mechanism's language: BAD.
         *
         * @param text what was expected, without anything secret
         */
        record Malformed(String text) implements Step {}
    }
}
