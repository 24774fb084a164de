// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Supplier;
import org.pennypost.api.auth.SaslExchange;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.auth.Secrets;
import org.pennypost.api.plugin.Rfc;

/** CRAM-MD5: a digest, under the password, of what the server said. Off unless the settings name it. */
@Rfc(number = 2195, section = "2")
final class CramMd5Mechanism implements SaslMechanism {
    private final Supplier<String> challenges;

    CramMd5Mechanism(Random random) {
        this(() -> "<" + Long.toUnsignedString(random.nextLong()) + "." + System.currentTimeMillis() / 1000
                + "@pennypost>");
    }

    /** Makes one with challenges of its own, for examples. */
    CramMd5Mechanism(Supplier<String> challenges) {
        this.challenges = challenges;
    }

    @Override
    public String name() {
        return "CRAM-MD5";
    }

    @Override
    public boolean plaintext() {
        return false;
    }

    @Override
    public boolean serverFirst() {
        return true;
    }

    @Override
    public boolean servedBy(Secrets common) {
        return !common.passwords().isEmpty() || !common.cramMd5().isEmpty();
    }

    @Override
    public SaslExchange start() {
        return new Exchange(challenges.get().getBytes(StandardCharsets.US_ASCII));
    }

    private static final class Exchange implements SaslExchange {
        private final byte[] challenge;
        private boolean asked;

        Exchange(byte[] challenge) {
            this.challenge = challenge;
        }

        @Override
        public Step next(byte[] response) {
            if (!asked) {
                asked = true;
                return new Step.Challenge(challenge);
            }
            String text;
            try {
                text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(response))
                        .toString();
            } catch (CharacterCodingException e) {
                return new Step.Malformed("expected UTF-8");
            }
            int space = text.lastIndexOf(' ');
            if (space < 1 || !text.substring(space + 1).matches("[0-9a-fA-F]{32}")) {
                return new Step.Malformed("expected a name, a space and 32 hex digits");
            }
            byte[] digest = HexFormat.of().parseHex(text.substring(space + 1));
            return new Step.Lookup(
                    text.substring(0, space),
                    "",
                    secrets -> proves(secrets, digest) ? new Step.Proven() : new Step.Failed());
        }

        private boolean proves(Secrets secrets, byte[] digest) {
            boolean proves = false;
            for (byte[] states : secrets.cramMd5()) {
                proves |= MessageDigest.isEqual(HmacMd5.of(states, challenge), digest);
            }
            for (byte[] password : secrets.passwords()) {
                proves |= MessageDigest.isEqual(HmacMd5.of(HmacMd5.states(password), challenge), digest);
            }
            return proves;
        }
    }
}
