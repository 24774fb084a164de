// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.access;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One client's exchange of a SASL mechanism (RFC 4422), as AUTHENTICATE and AUTH see it: octets in, a turn out. What it
 * costs (looking somebody up, deriving keys) is done elsewhere; no step waits for it. One turn at a time.
 */
@ProviderType
public interface LoginExchange {
    /** Returns the mechanism's registered name. */
    String mechanism();

    /** Tells whether the server speaks first; {@link #begin} sees to it. */
    boolean serverFirst();

    /** Returns why the client may not use the mechanism now (PRIVACY_REQUIRED); then nothing else may be called. */
    Optional<LoginResult.Reason> refused();

    /**
     * Begins. Where the client speaks first and has not spoken yet, the turn is an empty challenge; where the server speaks
     * first, it is its challenge, and an initial response is malformed (RFC 4422 §5, RFC 4959 §3, RFC 5034 §4). Returns at
     * once.
     *
     * @param initial what came with the command, decoded from base64 ({@code =} is no octets); null if nothing came
     * @param done takes the turn, once, from this thread or another
     */
    void begin(byte @Nullable [] initial, Consumer<Turn> done);

    /**
     * Takes what the client said to a challenge. Without {@link #begin} before it, it is the client's first response, or, where
     * the server speaks first, asks for the first challenge with no octets. Returns at once.
     *
     * @param response decoded from base64
     * @param done takes the turn, once, from this thread or another
     */
    void next(byte[] response, Consumer<Turn> done);

    /** The client gave up ({@code *}) or has gone. A turn that is under way still comes; whoever gets it closes the account. */
    void cancel();

    /** How the exchange goes on. */
    sealed interface Turn {
        /**
         * The server says something and waits for the client.
         *
         * @param octets to be sent in base64; none is an empty challenge
         */
        record Challenge(byte[] octets) implements Turn {}

        /**
         * The client has not spoken the mechanism's language: BAD, {@code -ERR}.
         *
         * @param text what was expected, without anything secret
         */
        record Malformed(String text) implements Turn {}

        /**
         * The exchange is over.
         *
         * @param result of the login
         */
        record Ended(LoginResult result) implements Turn {}
    }
}
