// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pennypost.api.auth.ScramKeys;
import org.pennypost.api.auth.Secrets;

/** {@code iterations,salt,StoredKey,ServerKey}, in base64 (RFC 5802 §3): serves SCRAM, and a password can be compared too. */
final class Scram implements Scheme {
    private static final Pattern FORM =
            Pattern.compile("([1-9][0-9]{0,6}),([+/0-9A-Za-z]+=*),([+/0-9A-Za-z]+=*),([+/0-9A-Za-z]+=*)");

    private final String mechanism;
    private final String algorithm;
    private final String mac;

    Scram(String mechanism, String algorithm, String mac) {
        this.mechanism = mechanism;
        this.algorithm = algorithm;
        this.mac = mac;
    }

    @Override
    public void check(String kept) {
        keys(kept);
    }

    private ScramKeys keys(String kept) {
        Matcher form = FORM.matcher(kept);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected iterations,salt,StoredKey,ServerKey in base64");
        }
        ScramKeys keys = new ScramKeys(
                mechanism, octets(form, 2), Integer.parseInt(form.group(1)), octets(form, 3), octets(form, 4));
        if (keys.storedKey().length != Digests.of(algorithm).getDigestLength()) {
            throw new IllegalArgumentException("expected keys as long as the digest");
        }
        return keys;
    }

    private static byte[] octets(Matcher form, int group) {
        return Base64.getDecoder().decode(form.group(group));
    }

    @Override
    public boolean matches(byte[] password, String kept) {
        ScramKeys keys = keys(kept);
        byte[] salted = Pbkdf2.block(mac, prepared(password), keys.salt(), keys.iterations());
        byte[] client = Pbkdf2.mac(mac, salted).doFinal("Client Key".getBytes(StandardCharsets.US_ASCII));
        return MessageDigest.isEqual(Digests.of(algorithm).digest(client), keys.storedKey());
    }

    /** What SASLprep makes of it, but for characters that it forbids (RFC 4013 §2.2): keys are made from that. */
    private static byte[] prepared(byte[] password) {
        String text = new String(password, StandardCharsets.UTF_8);
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), password)
                ? Normalizer.normalize(text, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8)
                : password;
    }

    @Override
    public Secrets secrets(String kept) {
        return Secrets.NONE.withScram(keys(kept));
    }
}
