// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.auth.Identity;
import org.pennypost.auth.file.scheme.Secret;

/**
 * One line of a password file in Dovecot's format, {@code name:password:uid:gid:gecos:home:shell:extra}.
 *
 * @param identity who it is, with his home and mail location
 * @param secret what is kept of the password
 * @param login whether he may log in
 * @param nets from where he may, if not from everywhere
 */
record Entry(Identity identity, Secret secret, boolean login, Optional<AllowNets> nets) {
    private static final int HOME = 5;
    private static final int EXTRA = 7;

    /**
     * Takes a line apart.
     *
     * @throws IllegalArgumentException if it is broken; says what was expected, without anything secret
     */
    static Entry parse(String line) {
        String[] fields = line.split(":", EXTRA + 1);
        if (fields.length < 2) {
            throw new IllegalArgumentException("expected name:{SCHEME}password:uid:gid:gecos:home:shell:extra");
        }
        Identity identity;
        try {
            identity = Identity.of(fields[0]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("no user can be called so", e);
        }
        if (fields.length > HOME && fields[HOME].startsWith("/")) {
            identity = identity.with(Identity.HOME, fields[HOME]);
        }
        Map<String, String> extra = extra(fields.length > EXTRA ? fields[EXTRA] : "");
        identity = with(identity, Identity.MAIL, extra.get("userdb_mail"));
        String home = extra.get("userdb_home");
        identity = with(identity, Identity.HOME, home != null && home.startsWith("/") ? home : null);
        identity = with(identity, Identity.IMPERSONATE, extra.containsKey("impersonate") ? "yes" : null);
        String nets = extra.get("allow_nets");
        return new Entry(
                identity,
                Secret.parse(fields[1]),
                !extra.containsKey("nologin"),
                Optional.ofNullable(nets).map(AllowNets::parse));
    }

    private static Identity with(Identity identity, String attribute, @Nullable String value) {
        return value == null || value.isEmpty() ? identity : identity.with(attribute, value);
    }

    /** Tells whether the user may log in from an address, if his password is right. */
    boolean welcomes(Optional<InetAddress> remote) {
        return login && nets.map(it -> it.allows(remote)).orElse(true);
    }

    private static Map<String, String> extra(String field) {
        Map<String, String> extra = new HashMap<>();
        for (String word : field.trim().split("\\s+")) {
            int equals = word.indexOf('=');
            extra.put(equals < 0 ? word : word.substring(0, equals), equals < 0 ? "" : word.substring(equals + 1));
        }
        return extra;
    }
}
