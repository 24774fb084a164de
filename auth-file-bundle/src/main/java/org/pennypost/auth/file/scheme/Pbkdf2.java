// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code $1$salt$rounds$hex}: one block of PBKDF2 (RFC 8018 §5.2) with HMAC-SHA-1. */
final class Pbkdf2 implements Scheme {
    private static final Pattern FORM = Pattern.compile("\\$1\\$([^$]+)\\$([1-9][0-9]{0,7})\\$([0-9a-fA-F]{40})");
    private static final String HMAC = "HmacSHA1";

    @Override
    public void check(String kept) {
        form(kept);
    }

    private static Matcher form(String kept) {
        Matcher form = FORM.matcher(kept);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected $1$salt$rounds$ and 40 hex digits");
        }
        return form;
    }

    @Override
    public boolean matches(byte[] password, String kept) {
        Matcher form = form(kept);
        byte[] salt = form.group(1).getBytes(StandardCharsets.UTF_8);
        byte[] block = block(HMAC, password, salt, Integer.parseInt(form.group(2)));
        return MessageDigest.isEqual(block, HexFormat.of().parseHex(form.group(3)));
    }

    /** Returns the first block: all there is where the key is no longer than the digest. */
    static byte[] block(String hmac, byte[] password, byte[] salt, int rounds) {
        Mac mac = mac(hmac, password);
        byte[] round = mac.doFinal(
                ByteBuffer.allocate(salt.length + 4).put(salt).putInt(1).array());
        byte[] sum = round.clone();
        for (int i = 1; i < rounds; i++) {
            round = mac.doFinal(round);
            for (int k = 0; k < sum.length; k++) {
                sum[k] ^= round[k];
            }
        }
        return sum;
    }

    static Mac mac(String hmac, byte[] key) {
        try {
            Mac mac = Mac.getInstance(hmac);
            // a key of zeros is the same as an empty one (RFC 2104 §2), which the JDK refuses
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, hmac));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no " + hmac, e);
        }
    }
}
