// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A digest of the password and of the salt, if any, which follows the digest. */
final class Salted implements Scheme {
    private final String algorithm;
    private final int length;

    Salted(String algorithm, int length) {
        this.algorithm = algorithm;
        this.length = length;
    }

    @Override
    public void check(String kept) {
        if (octets(kept).length < length) {
            throw new IllegalArgumentException("expected at least " + length + " octets in base64 or hex");
        }
    }

    private byte[] octets(String kept) {
        if (kept.length() >= 2 * length && kept.matches("([0-9a-fA-F]{2})+")) {
            return HexFormat.of().parseHex(kept);
        }
        return Base64.getDecoder().decode(kept);
    }

    @Override
    public boolean matches(byte[] password, String kept) {
        byte[] octets = octets(kept);
        MessageDigest digest = Digests.of(algorithm);
        digest.update(password);
        digest.update(octets, length, octets.length - length);
        return MessageDigest.isEqual(digest.digest(), Arrays.copyOf(octets, length));
    }
}
