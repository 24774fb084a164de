// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is kept of a password, in Dovecot's words: {@code {SCRAM-SHA-256}iterations,salt,StoredKey,ServerKey} (RFC 5802 §3),
 * which opens to the password itself as well as to SCRAM, the same with SHA-1, or the password, which serves every mechanism.
 * What the JDK alone can make.
 */
final class PasswordHash {
    /** RFC 7677 §4 asks for 15,000 at least; Cyrus SASL's clients refuse more than 65,536. */
    private static final int ITERATIONS = 50_000;

    private static final int SALT_LENGTH = 16;

    /** The schemes that can be made, the usual one first. */
    static final List<String> SCHEMES = List.of("SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN");

    private PasswordHash() {}

    static String of(String password, String scheme) {
        if (scheme.equals("PLAIN")) {
            return "{PLAIN.B64}" + Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8));
        }
        byte[] salt = new byte[SALT_LENGTH];
        new SecureRandom().nextBytes(salt);
        return scram(scheme, password, salt, ITERATIONS);
    }

    /** Makes keys of a mechanism, {@code SCRAM-SHA-256} or {@code SCRAM-SHA-1}. */
    static String scram(String mechanism, String password, byte[] salt, int iterations) {
        String bits = mechanism.substring(mechanism.lastIndexOf('-') + 1);
        // As SASLprep does (RFC 4013 §2.2): clients make their keys from that.
        String prepared = Normalizer.normalize(password, Normalizer.Form.NFKC);
        PBEKeySpec spec = new PBEKeySpec(
                prepared.toCharArray(), salt, iterations, bits.equals("1") ? 160 : Integer.parseInt(bits));
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA" + bits)
                    .generateSecret(spec)
                    .getEncoded();
            byte[] storedKey = MessageDigest.getInstance("SHA-" + bits).digest(hmac(bits, salted, "Client Key"));
            Base64.Encoder base64 = Base64.getEncoder();
            return "{" + mechanism + "}" + iterations + "," + base64.encodeToString(salt) + ","
                    + base64.encodeToString(storedKey) + ","
                    + base64.encodeToString(hmac(bits, salted, "Server Key"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] hmac(String bits, byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA" + bits);
        mac.init(new SecretKeySpec(key, "HmacSHA" + bits));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }
}
