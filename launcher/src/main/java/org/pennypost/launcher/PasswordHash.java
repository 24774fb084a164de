// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Dovecot's scheme SCRAM-SHA-256, {@code {SCRAM-SHA-256}iterations,salt,StoredKey,ServerKey} (RFC 5802 §3): it opens to the
 * password itself as well as to SCRAM. What the JDK alone can make.
 */
final class PasswordHash {
    /** RFC 7677 §4 asks for 15,000 at least; Cyrus SASL's clients refuse more than 65,536. */
    private static final int ITERATIONS = 50_000;

    private static final int SALT_LENGTH = 16;
    private static final int BITS = 256;

    private PasswordHash() {}

    static String of(String password) {
        byte[] salt = new byte[SALT_LENGTH];
        new SecureRandom().nextBytes(salt);
        return of(password, salt, ITERATIONS);
    }

    static String of(String password, byte[] salt, int iterations) {
        // As SASLprep does (RFC 4013 §2.2): clients make their keys from that.
        String prepared = Normalizer.normalize(password, Normalizer.Form.NFKC);
        PBEKeySpec spec = new PBEKeySpec(prepared.toCharArray(), salt, iterations, BITS);
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(hmac(salted, "Client Key"));
            Base64.Encoder base64 = Base64.getEncoder();
            return "{SCRAM-SHA-256}" + iterations + "," + base64.encodeToString(salt) + ","
                    + base64.encodeToString(storedKey) + "," + base64.encodeToString(hmac(salted, "Server Key"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }
}
