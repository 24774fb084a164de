// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import java.security.MessageDigest;
import java.util.Arrays;

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
        return Encoding.OWN.octets(kept, length);
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
