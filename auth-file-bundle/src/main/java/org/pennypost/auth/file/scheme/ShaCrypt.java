// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code $5$} and {@code $6$}: rounds of SHA-256 or SHA-512, as glibc's crypt(3) makes them. */
final class ShaCrypt implements Scheme {
    private static final int ROUNDS = 5000;
    private static final int LEAST = 1000;

    private final String algorithm;
    private final Pattern form;

    ShaCrypt(String algorithm, String prefix) {
        this.algorithm = algorithm;
        int letters = (Digests.of(algorithm).getDigestLength() * 8 + 5) / 6;
        this.form = Pattern.compile(Pattern.quote(prefix)
                + "(?:rounds=([0-9]{1,9})\\$)?([^$]{0,16})[^$]*\\$([./0-9A-Za-z]{" + letters + "})");
    }

    @Override
    public void check(String kept) {
        matcher(kept);
    }

    private Matcher matcher(String kept) {
        Matcher matcher = form.matcher(kept);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected the form " + form.pattern());
        }
        return matcher;
    }

    @Override
    public boolean matches(byte[] password, String kept) {
        Matcher matcher = matcher(kept);
        int rounds = matcher.group(1) == null ? ROUNDS : Math.max(LEAST, Integer.parseInt(matcher.group(1)));
        byte[] sum = hash(password, matcher.group(2).getBytes(StandardCharsets.UTF_8), rounds);
        return MessageDigest.isEqual(
                letters(sum).getBytes(StandardCharsets.US_ASCII),
                matcher.group(3).getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] hash(byte[] password, byte[] salt, int rounds) {
        MessageDigest digest = Digests.of(algorithm);
        byte[] sum = start(digest, password, salt);
        byte[] passwords = spread(digest, password, password.length, password.length);
        byte[] salts = spread(digest, salt, 16 + (sum[0] & 0xFF), salt.length);
        for (int round = 0; round < rounds; round++) {
            boolean odd = (round & 1) != 0;
            digest.update(odd ? passwords : sum);
            if (round % 3 != 0) {
                digest.update(salts);
            }
            if (round % 7 != 0) {
                digest.update(passwords);
            }
            digest.update(odd ? sum : passwords);
            sum = digest.digest();
        }
        return sum;
    }

    private static byte[] start(MessageDigest digest, byte[] password, byte[] salt) {
        digest.update(password);
        digest.update(salt);
        byte[] other = digest.digest(password);
        digest.update(password);
        digest.update(salt);
        digest.update(fill(other, password.length));
        for (int bits = password.length; bits > 0; bits >>= 1) {
            digest.update((bits & 1) != 0 ? other : password);
        }
        return digest.digest();
    }

    /** A digest of so many repetitions, repeated to a length. */
    private static byte[] spread(MessageDigest digest, byte[] octets, int times, int length) {
        for (int i = 0; i < times; i++) {
            digest.update(octets);
        }
        return fill(digest.digest(), length);
    }

    private static byte[] fill(byte[] pattern, int length) {
        byte[] filled = new byte[length];
        for (int i = 0; i < length; i++) {
            filled[i] = pattern[i % pattern.length];
        }
        return filled;
    }

    /** Three octets, a third of the digest apart, make four letters; they change places from one triple to the next. */
    private static String letters(byte[] sum) {
        StringBuilder out = new StringBuilder();
        int third = sum.length / 3;
        int[] at = {0, third, 2 * third};
        boolean left = sum.length == 64;
        for (int i = 0; i < third; i++) {
            Digests.letters(out, Digests.bits(sum[at[0]], sum[at[1]], sum[at[2]]), 4);
            int[] next = left ? new int[] {at[1], at[2], at[0]} : new int[] {at[2], at[0], at[1]};
            at = Arrays.stream(next).map(index -> index + 1).toArray();
        }
        if (left) {
            Digests.letters(out, sum[63] & 0xFF, 2);
        } else {
            Digests.letters(out, (sum[31] & 0xFF) << 8 | (sum[30] & 0xFF), 3);
        }
        return out.toString();
    }
}
