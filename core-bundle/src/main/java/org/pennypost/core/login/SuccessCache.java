// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;

/**
 * Who has given the right password lately, and from which address, so that a client who comes each minute costs no hash.
 * Keeps a digest under a key that lives as long as this object, never a password; forgets everything when the sources change.
 */
public final class SuccessCache {
    private static final int MOST = 10_000;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Map<String, Identity> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Identity> eldest) {
            return size() > MOST;
        }
    };
    private List<Long> stamp = List.of();

    /** Makes an empty cache. */
    public SuccessCache(SecureRandom random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * Returns whose credentials these are, if they were right under the same stamp.
     *
     * @param now the generations of all sources
     */
    public Optional<Identity> find(Credentials credentials, List<Long> now) {
        String digest = digest(credentials);
        synchronized (known) {
            turn(now);
            return Optional.ofNullable(known.get(digest));
        }
    }

    /** Remembers that credentials were right, if the sources are still as they were when asked. */
    public void add(Credentials credentials, Identity identity, List<Long> asked, List<Long> now) {
        String digest = digest(credentials);
        synchronized (known) {
            turn(now);
            if (asked.equals(now)) {
                known.put(digest, identity);
            }
        }
    }

    private void turn(List<Long> now) {
        if (!stamp.equals(now)) {
            known.clear();
            stamp = List.copyOf(now);
        }
    }

    private String digest(Credentials credentials) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(credentials.user().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            // a source may let the user in from some addresses only
            mac.update(credentials
                    .remote()
                    .map(InetAddress::getHostAddress)
                    .orElse("")
                    .getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(credentials.password()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no " + ALGORITHM, e);
        }
    }
}
