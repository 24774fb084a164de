// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code $1$salt$hash}: 1000 rounds of MD5, as FreeBSD's crypt(3) introduced them. */
final class Md5Crypt implements Scheme {
    private static final Pattern FORM = Pattern.compile("\\$1\\$([^$]{0,8})[^$]*\\$([./0-9A-Za-z]{22})");
    private static final int ROUNDS = 1000;

    @Override
    public void check(String kept) {
        form(kept);
    }

    private static Matcher form(String kept) {
        Matcher form = FORM.matcher(kept);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected $1$salt$ and 22 letters");
        }
        return form;
    }

    @Override
    public boolean matches(byte[] password, String kept) {
        Matcher form = form(kept);
        String hash = hash(password, form.group(1).getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), form.group(2).getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(byte[] password, byte[] salt) {
        MessageDigest digest = Digests.of("MD5");
        digest.update(password);
        digest.update(salt);
        byte[] sum = digest.digest(password);
        digest.update(password);
        digest.update("$1$".getBytes(StandardCharsets.US_ASCII));
        digest.update(salt);
        for (int left = password.length; left > 0; left -= sum.length) {
            digest.update(sum, 0, Math.min(left, sum.length));
        }
        for (int bits = password.length; bits > 0; bits >>= 1) {
            digest.update((bits & 1) != 0 ? 0 : password[0]);
        }
        sum = digest.digest();
        for (int round = 0; round < ROUNDS; round++) {
            digest.update((round & 1) != 0 ? password : sum);
            if (round % 3 != 0) {
                digest.update(salt);
            }
            if (round % 7 != 0) {
                digest.update(password);
            }
            digest.update((round & 1) != 0 ? sum : password);
            sum = digest.digest();
        }
        return letters(sum);
    }

    private static String letters(byte[] sum) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            Digests.letters(out, Digests.bits(sum[i], sum[i + 6], sum[i == 4 ? 5 : i + 12]), 4);
        }
        Digests.letters(out, sum[11] & 0xFF, 2);
        return out.toString();
    }
}
