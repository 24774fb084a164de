// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.pennypost.api.auth.Secrets;

/** The two states of HMAC-MD5 under the password (RFC 2195 §3), outer and inner: serves CRAM-MD5. */
final class CramMd5 implements Scheme {
    private static final int BLOCK = 64;
    private static final int STATE = 16;
    private static final int LENGTH = 2 * STATE;

    @Override
    public void check(String kept) {
        if (octets(kept).length != LENGTH) {
            throw new IllegalArgumentException("expected " + LENGTH + " octets in hex");
        }
    }

    private static byte[] octets(String kept) {
        return HexFormat.of().parseHex(kept);
    }

    @Override
    public boolean matches(byte[] password, String kept) {
        byte[] key = password.length > BLOCK ? Digests.of("MD5").digest(password) : password;
        byte[] states = new byte[LENGTH];
        pad(key, 0x5C, states, 0);
        pad(key, 0x36, states, STATE);
        return MessageDigest.isEqual(states, octets(kept));
    }

    /** Writes the state behind one block of the padded key, each word low octet first. */
    private static void pad(byte[] key, int pad, byte[] states, int at) {
        byte[] block = Arrays.copyOf(key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= (byte) pad;
        }
        MD5Digest digest = new MD5Digest();
        digest.update(block, 0, BLOCK);
        // the library's form of a state: 4 octets not yet taken in, their number, 8 octets of length, then the four
        // words
        byte[] encoded = digest.getEncodedState();
        for (int i = 0; i < STATE; i++) {
            states[at + i] = encoded[STATE + (i / 4) * 4 + 3 - i % 4];
        }
    }

    @Override
    public Secrets secrets(String kept) {
        return Secrets.NONE.withCramMd5(octets(kept));
    }
}
