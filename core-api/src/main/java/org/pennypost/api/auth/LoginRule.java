// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.auth;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says which user a typed name means, where that is more than the name itself, such as {@code user@host} for a part of a
 * host's mail. An OSGi service; core asks all of them in the order of {@code service.ranking}, and the first that claims a
 * name has it. A name that nobody claims is normalised and looked up as it is. Called by several threads; must be quick.
 */
@ConsumerType
@FunctionalInterface
public interface LoginRule {
    /**
     * Claims a name, or leaves it.
     *
     * @param typed as the client sent it
     * @param protocol as in logs: {@code IMAP}, {@code POP3}
     */
    Optional<Claim> claim(String typed, String protocol);

    /**
     * Whom a typed name means. Immutable; grows by {@code with…} methods.
     */
    final class Claim {
        private final String user;
        private final Map<String, String> attributes;

        private Claim(String user, Map<String, String> attributes) {
            this.user = user;
            this.attributes = attributes;
        }

        /**
         * Returns a claim.
         *
         * @param user the normalised name that authenticators are asked for
         */
        public static Claim of(String user) {
            return new Claim(Objects.requireNonNull(user), Map.of());
        }

        /** Returns the claim with an attribute that the identity gets when the login succeeds. */
        public Claim with(String attribute, String value) {
            Map<String, String> more = new HashMap<>(attributes);
            more.put(attribute, value);
            return new Claim(user, Map.copyOf(more));
        }

        /** Returns the name that authenticators are asked for. */
        public String user() {
            return user;
        }

        /** Returns the attributes that the identity gets. */
        public Map<String, String> attributes() {
            return attributes;
        }
    }
}
