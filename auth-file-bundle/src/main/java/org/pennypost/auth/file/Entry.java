// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file;

import java.util.HashMap;
import java.util.Map;
import org.pennypost.api.auth.Identity;
import org.pennypost.auth.file.scheme.Secret;

/**
 * One line of a password file in Dovecot's format, {@code name:password:uid:gid:gecos:home:shell:extra}.
 *
 * @param identity who it is, with his home and mail location
 * @param secret what is kept of the password
 * @param login whether he may log in
 */
record Entry(Identity identity, Secret secret, boolean login) {
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
        Identity identity = Identity.of(fields[0]);
        if (fields.length > HOME && fields[HOME].startsWith("/")) {
            identity = identity.with(Identity.HOME, fields[HOME]);
        }
        Map<String, String> extra = extra(fields.length > EXTRA ? fields[EXTRA] : "");
        if (extra.containsKey("allow_nets")) {
            throw new IllegalArgumentException("allow_nets cannot be kept yet, so nobody is let in by this entry");
        }
        String mail = extra.getOrDefault("userdb_mail", "");
        if (!mail.isEmpty()) {
            identity = identity.with(Identity.MAIL, mail);
        }
        return new Entry(identity, Secret.parse(fields[1]), !extra.containsKey("nologin"));
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
