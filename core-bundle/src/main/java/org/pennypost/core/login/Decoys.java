// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;
import org.pennypost.api.auth.ScramKeys;
import org.pennypost.api.auth.Secrets;

/**
 * Secrets that open nothing, for users who are not here and for those of whom nothing usable is kept: of the form that
 * the others' have, so that an exchange looks and costs the same.
 */
final class Decoys {
    private static final int PASSWORD = 16;

    private final Supplier<List<Secrets>> common;
    private final SecureRandom random;
    private final Salts salts;

    Decoys(Supplier<List<Secrets>> common, SecureRandom random, Salts salts) {
        this.common = common;
        this.random = random;
        this.salts = salts;
    }

    /** Returns what is kept of a user, with a salt that stays, and with decoys where nothing is kept. */
    Secrets completed(Secrets kept, String user, String mechanism) {
        byte[] salt = salts.of(user);
        Secrets whole = kept.withSalt(salt);
        if (!kept.passwords().isEmpty()) {
            return whole;
        }
        whole = whole.withPassword(octets(PASSWORD));
        if (kept.scram(mechanism).isEmpty()) {
            for (Secrets source : common.get()) {
                for (ScramKeys keys : source.scram(mechanism)) {
                    int length = keys.storedKey().length;
                    return whole.withScram(
                            new ScramKeys(mechanism, salt, keys.iterations(), octets(length), octets(length)));
                }
            }
        }
        return whole;
    }

    private byte[] octets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }
}
