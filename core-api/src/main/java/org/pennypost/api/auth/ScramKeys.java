// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.auth;

import java.util.Objects;

/** What a server keeps of a password for one SCRAM mechanism (RFC 5802 §3). Never logged. Immutable. */
public final class ScramKeys {
    private final String mechanism;
    private final byte[] salt;
    private final int iterations;
    private final byte[] storedKey;
    private final byte[] serverKey;

    /**
     * Makes keys.
     *
     * @param mechanism its registered name, such as {@code SCRAM-SHA-256}
     * @param iterations at least 1
     * @throws IllegalArgumentException if the salt is empty, the two keys differ in length, or iterations are below 1
     */
    public ScramKeys(String mechanism, byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
        if (salt.length == 0 || iterations < 1 || storedKey.length != serverKey.length) {
            throw new IllegalArgumentException("not keys of SCRAM");
        }
        this.mechanism = Objects.requireNonNull(mechanism);
        this.salt = salt.clone();
        this.iterations = iterations;
        this.storedKey = storedKey.clone();
        this.serverKey = serverKey.clone();
    }

    /** Returns the mechanism's name. */
    public String mechanism() {
        return mechanism;
    }

    /** Returns the salt. */
    public byte[] salt() {
        return salt.clone();
    }

    /** Returns the iteration count. */
    public int iterations() {
        return iterations;
    }

    /** Returns StoredKey, the digest of the client's key. */
    public byte[] storedKey() {
        return storedKey.clone();
    }

    /** Returns ServerKey. */
    public byte[] serverKey() {
        return serverKey.clone();
    }

    /** Tells what it is, not the keys. */
    @Override
    public String toString() {
        return "keys of " + mechanism;
    }
}
