// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.sasl;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.SaslExchange;
import org.pennypost.api.auth.SaslMechanism;

/** LOGIN: name and password, each asked for. Never became an RFC; there are clients that know nothing else. */
final class LoginMechanism implements SaslMechanism {
    @Override
    public String name() {
        return "LOGIN";
    }

    @Override
    public boolean plaintext() {
        return true;
    }

    @Override
    public boolean serverFirst() {
        return true;
    }

    @Override
    public boolean initialResponse() {
        return true;
    }

    @Override
    public SaslExchange start() {
        return new Questions();
    }

    private static final class Questions implements SaslExchange {
        private int asked;
        private byte @Nullable [] user;

        @Override
        public Step next(byte[] response) {
            asked++;
            if (asked == 1) {
                return new Step.Challenge("Username:".getBytes(StandardCharsets.US_ASCII));
            }
            byte[] name = user;
            if (response.length == 0 || holdsNul(response)) {
                return new Step.Malformed(asked == 2 ? "expected a name" : "expected a password");
            }
            if (name == null) {
                user = response.clone();
                return new Step.Challenge("Password:".getBytes(StandardCharsets.US_ASCII));
            }
            return new Step.Password(Credentials.ofOctets(name, response));
        }

        private static boolean holdsNul(byte[] octets) {
            for (byte octet : octets) {
                if (octet == 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
