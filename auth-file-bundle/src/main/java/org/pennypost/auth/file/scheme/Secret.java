// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import java.util.Locale;
import java.util.Map;

/**
 * What a password file keeps of a password: {@code {SCHEME}text}, or a text of crypt(3) without a scheme. Immutable.
 */
public final class Secret {
    /** What crypt(3) itself tells by its first characters. */
    private static final Map<String, String> CRYPT =
            Map.of("$1$", "MD5-CRYPT", "$2", "BLF-CRYPT", "$5$", "SHA256-CRYPT", "$6$", "SHA512-CRYPT");

    private static final Map<String, Scheme> SCHEMES = Map.ofEntries(
            Map.entry("PLAIN", new Plain()),
            Map.entry("CLEARTEXT", new Plain()),
            Map.entry("CLEAR", new Plain()),
            Map.entry("SHA", new Salted("SHA-1", 20)),
            Map.entry("SHA1", new Salted("SHA-1", 20)),
            Map.entry("SHA256", new Salted("SHA-256", 32)),
            Map.entry("SHA512", new Salted("SHA-512", 64)),
            Map.entry("SSHA", new Salted("SHA-1", 20)),
            Map.entry("SSHA256", new Salted("SHA-256", 32)),
            Map.entry("SSHA512", new Salted("SHA-512", 64)),
            Map.entry("PBKDF2", new Pbkdf2()),
            Map.entry("MD5-CRYPT", new Md5Crypt()),
            Map.entry("SHA256-CRYPT", new ShaCrypt("SHA-256", "$5$")),
            Map.entry("SHA512-CRYPT", new ShaCrypt("SHA-512", "$6$")),
            Map.entry("BLF-CRYPT", new Blowfish()),
            Map.entry("ARGON2I", new Argon2()),
            Map.entry("ARGON2ID", new Argon2()));

    private final Scheme scheme;
    private final String kept;

    private Secret(Scheme scheme, String kept) {
        this.scheme = scheme;
        this.kept = kept;
    }

    /**
     * Takes the second field of an entry apart.
     *
     * @throws IllegalArgumentException if the scheme is none we know or the text is not of its form; says why
     */
    public static Secret parse(String field) {
        String name = "CRYPT";
        String kept = field;
        if (field.startsWith("{")) {
            int end = field.indexOf('}');
            if (end < 0) {
                throw new IllegalArgumentException("expected } behind the scheme");
            }
            name = field.substring(1, end).toUpperCase(Locale.ROOT);
            name = name.replaceFirst("\\.(HEX|B64|BASE64)$", "");
            kept = field.substring(end + 1);
        }
        if (kept.isEmpty()) {
            throw new IllegalArgumentException("no password is kept");
        }
        Scheme scheme = SCHEMES.get(name.equals("CRYPT") ? crypt(kept) : name);
        if (scheme == null) {
            throw new IllegalArgumentException("scheme " + name + " cannot be read; known are "
                    + String.join(" ", SCHEMES.keySet().stream().sorted().toList()));
        }
        scheme.check(kept);
        return new Secret(scheme, kept);
    }

    private static String crypt(String kept) {
        for (Map.Entry<String, String> form : CRYPT.entrySet()) {
            if (kept.startsWith(form.getKey())) {
                return form.getValue();
            }
        }
        if (kept.startsWith("$y$") || kept.startsWith("$gy$")) {
            throw new IllegalArgumentException("scheme CRYPT with yescrypt cannot be read: set the password anew");
        }
        throw new IllegalArgumentException("scheme CRYPT of this form cannot be read: set the password anew");
    }

    /** Compares a password. Costs what the scheme costs. */
    public boolean matches(byte[] password) {
        return scheme.matches(password, kept);
    }

    @Override
    public String toString() {
        return "secret";
    }
}
