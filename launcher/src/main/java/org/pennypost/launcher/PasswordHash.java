// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Dovecot's scheme PBKDF2: {@code {PBKDF2}$1$salt$rounds$hex}, HMAC-SHA-1, 160 bits. What the JDK alone can make. */
final class PasswordHash {
    private static final int ROUNDS = 120_000;
    private static final int SALT_LENGTH = 16;
    private static final int BITS = 160;
    private static final String SALT_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./";

    private PasswordHash() {}

    static String of(String password) {
        return of(password, salt(new SecureRandom()), ROUNDS);
    }

    static String of(String password, String salt, int rounds) {
        PBEKeySpec spec =
                new PBEKeySpec(password.toCharArray(), salt.getBytes(StandardCharsets.US_ASCII), rounds, BITS);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
                    .generateSecret(spec)
                    .getEncoded();
            return "{PBKDF2}$1$" + salt + "$" + rounds + "$" + HexFormat.of().formatHex(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            spec.clearPassword();
        }
    }

    private static String salt(RandomGenerator random) {
        StringBuilder salt = new StringBuilder(SALT_LENGTH);
        for (int i = 0; i < SALT_LENGTH; i++) {
            salt.append(SALT_LETTERS.charAt(random.nextInt(SALT_LETTERS.length())));
        }
        return salt.toString();
    }
}
