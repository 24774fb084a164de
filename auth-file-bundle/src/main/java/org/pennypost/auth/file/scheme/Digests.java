// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The JDK's digests, and the base64 of crypt(3), which begins with the low bits and has an alphabet of its own. */
final class Digests {
    private static final String LETTERS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Digests() {}

    static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no " + algorithm, e);
        }
    }

    /** Appends 24 bits or less as so many letters. */
    static void letters(StringBuilder out, int bits, int count) {
        int left = bits;
        for (int i = 0; i < count; i++) {
            out.append(LETTERS.charAt(left & 63));
            left >>>= 6;
        }
    }

    /** Returns three octets, the first on top, as 24 bits. */
    static int bits(byte high, byte middle, byte low) {
        return (high & 0xFF) << 16 | (middle & 0xFF) << 8 | (low & 0xFF);
    }
}
