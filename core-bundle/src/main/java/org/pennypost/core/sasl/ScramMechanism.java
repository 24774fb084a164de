// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.sasl;

import java.util.Base64;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.pennypost.api.auth.SaslExchange;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.auth.Secrets;
import org.pennypost.api.plugin.Rfc;

/** SCRAM over one hash, without channel binding: the password does not cross the wire, and the server proves itself too. */
@Rfc(number = 5802, section = "5")
@Rfc(number = 7677, section = "3")
final class ScramMechanism implements SaslMechanism {
    private static final int NONCE = 18;

    private final ScramHash hash;
    private final IntSupplier iterations;
    private final Supplier<String> nonces;

    ScramMechanism(ScramHash hash, IntSupplier iterations, Random random) {
        this(hash, iterations, () -> {
            byte[] octets = new byte[NONCE];
            random.nextBytes(octets);
            return Base64.getEncoder().encodeToString(octets);
        });
    }

    /** Makes one with nonces of its own, for examples. */
    ScramMechanism(ScramHash hash, IntSupplier iterations, Supplier<String> nonces) {
        this.hash = hash;
        this.iterations = iterations;
        this.nonces = nonces;
    }

    @Override
    public String name() {
        return hash.mechanism();
    }

    @Override
    public boolean plaintext() {
        return false;
    }

    @Override
    public boolean servedBy(Secrets common) {
        return !common.passwords().isEmpty() || !common.scram(name()).isEmpty();
    }

    @Override
    public SaslExchange start() {
        return new ScramExchange(hash, iterations.getAsInt(), nonces.get());
    }
}
