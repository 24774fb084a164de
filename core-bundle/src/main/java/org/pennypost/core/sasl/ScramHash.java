// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.pennypost.api.auth.ScramKeys;
import org.pennypost.api.plugin.Rfc;

/** The arithmetic of SCRAM over one hash. */
@Rfc(number = 5802, section = "2.2")
@Rfc(number = 5802, section = "3")
enum ScramHash {
    /** RFC 5802. */
    SHA_1("SCRAM-SHA-1", "SHA-1", "HmacSHA1"),
    /** RFC 7677. */
    SHA_256("SCRAM-SHA-256", "SHA-256", "HmacSHA256");

    private final String mechanism;
    private final String digest;
    private final String mac;

    ScramHash(String mechanism, String digest, String mac) {
        this.mechanism = mechanism;
        this.digest = digest;
        this.mac = mac;
    }

    String mechanism() {
        return mechanism;
    }

    byte[] hash(byte[] octets) {
        try {
            return MessageDigest.getInstance(digest).digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no " + digest, e);
        }
    }

    private Mac keyed(byte[] key) {
        try {
            Mac made = Mac.getInstance(mac);
            // a key of zeros is the same as an empty one (RFC 2104 §2), which the JDK refuses
            made.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, mac));
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no " + mac, e);
        }
    }

    byte[] hmac(byte[] key, byte[] octets) {
        return keyed(key).doFinal(octets);
    }

    byte[] hmac(byte[] key, String text) {
        return hmac(key, text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code Hi(str, salt, i)}. */
    private byte[] salted(byte[] password, byte[] salt, int iterations) {
        Mac made = keyed(password);
        byte[] round = made.doFinal(
                ByteBuffer.allocate(salt.length + 4).put(salt).putInt(1).array());
        byte[] sum = round.clone();
        for (int i = 1; i < iterations; i++) {
            round = made.doFinal(round);
            for (int k = 0; k < sum.length; k++) {
                sum[k] ^= round[k];
            }
        }
        return sum;
    }

    /** Makes of a password what a server keeps. Costs the iterations. */
    ScramKeys keys(byte[] password, byte[] salt, int iterations) {
        byte[] salted = salted(password, salt, iterations);
        return new ScramKeys(mechanism, salt, iterations, hash(hmac(salted, "Client Key")), hmac(salted, "Server Key"));
    }

    /** Tells whether a client's proof, for what was said so far, comes from the key of which the digest is kept. */
    boolean proves(byte[] proof, byte[] storedKey, String said) {
        byte[] signature = hmac(storedKey, said);
        if (proof.length != signature.length) {
            return false;
        }
        byte[] clientKey = new byte[proof.length];
        for (int i = 0; i < proof.length; i++) {
            clientKey[i] = (byte) (proof[i] ^ signature[i]);
        }
        return MessageDigest.isEqual(hash(clientKey), storedKey);
    }
}
