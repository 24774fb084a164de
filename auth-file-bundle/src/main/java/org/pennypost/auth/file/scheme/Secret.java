// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.pennypost.api.auth.Secrets;

/**
 * What a password file keeps of a password: {@code {SCHEME}text}, or a text of crypt(3) without a scheme. Immutable.
 */
public final class Secret {
    private static final String CRYPTED = "CRYPT";

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
            Map.entry("SMD5", new Salted("MD5", 16)),
            Map.entry("LDAP-MD5", new Salted("MD5", 16)),
            Map.entry("PLAIN-MD5", new Salted("MD5", 16)),
            Map.entry("CRAM-MD5", new CramMd5()),
            Map.entry("HMAC-MD5", new CramMd5()),
            Map.entry("SCRAM-SHA-1", new Scram("SCRAM-SHA-1", "SHA-1", "HmacSHA1")),
            Map.entry("SCRAM-SHA-256", new Scram("SCRAM-SHA-256", "SHA-256", "HmacSHA256")),
            Map.entry("PBKDF2", new Pbkdf2()),
            Map.entry("MD5", new Md5Crypt()),
            Map.entry("MD5-CRYPT", new Md5Crypt()),
            Map.entry("SHA256-CRYPT", new ShaCrypt("SHA-256", "$5$")),
            Map.entry("SHA512-CRYPT", new ShaCrypt("SHA-512", "$6$")),
            Map.entry("BLF-CRYPT", new Blowfish()),
            Map.entry("ARGON2I", new Argon2()),
            Map.entry("ARGON2ID", new Argon2()));

    private final String name;
    private final Scheme scheme;
    private final String kept;

    private Secret(String name, Scheme scheme, String kept) {
        this.name = name;
        this.scheme = scheme;
        this.kept = kept;
    }

    /**
     * Takes the second field of an entry apart.
     *
     * @throws IllegalArgumentException if the scheme is none we know or the text is not of its form; says why
     */
    public static Secret parse(String field) {
        String name = CRYPTED;
        Encoding encoding = Encoding.OWN;
        String kept = field;
        if (field.startsWith("{")) {
            int end = field.indexOf('}');
            if (end < 0) {
                throw new IllegalArgumentException("expected } behind the scheme");
            }
            name = field.substring(1, end).toUpperCase(Locale.ROOT);
            kept = field.substring(end + 1);
            int dot = name.indexOf('.');
            if (dot >= 0) {
                encoding = Encoding.of(name.substring(dot + 1));
                name = name.substring(0, dot);
            }
        }
        if (kept.isEmpty()) {
            throw new IllegalArgumentException("no password is kept");
        }
        try {
            return of(name, encoding, kept);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("scheme " + name + ": " + reason(e), e);
        }
    }

    /** What the JDK says of broken base64 shows a part of it. */
    private static String reason(IllegalArgumentException e) {
        String said = String.valueOf(e.getMessage());
        return said.startsWith("expected") || said.startsWith("it ") ? said : "the encoding is broken";
    }

    private static Secret of(String name, Encoding encoding, String kept) {
        String family = name.equals(CRYPTED) ? crypt(encoding.text(kept)) : name;
        Scheme scheme = SCHEMES.get(family);
        if (scheme == null) {
            throw new IllegalArgumentException("it cannot be read; known are "
                    + String.join(" ", SCHEMES.keySet().stream().sorted().toList()));
        }
        String own = kept;
        if (scheme instanceof CramMd5) {
            own = encoding == Encoding.BASE64 ? HexFormat.of().formatHex(encoding.octets(kept, 0)) : kept;
        } else if (scheme instanceof Salted) {
            own = encoding == Encoding.HEX ? Base64.getEncoder().encodeToString(encoding.octets(kept, 0)) : kept;
        } else {
            own = encoding.text(kept);
        }
        scheme.check(own);
        return new Secret(family, scheme, own);
    }

    private static String crypt(String kept) {
        for (Map.Entry<String, String> form : CRYPT.entrySet()) {
            if (kept.startsWith(form.getKey())) {
                return form.getValue();
            }
        }
        if (kept.startsWith("$y$") || kept.startsWith("$gy$")) {
            throw new IllegalArgumentException("it is yescrypt, which cannot be read: set the password anew");
        }
        throw new IllegalArgumentException("it is of a form that cannot be read: set the password anew");
    }

    /** Compares a password. Costs what the scheme costs. */
    public boolean matches(byte[] password) {
        return scheme.matches(password, kept);
    }

    /** Returns the scheme's name, such as {@code SHA512-CRYPT}. */
    public String scheme() {
        return name;
    }

    /** Returns what mechanisms that do not show the password can compare with. */
    public Secrets secrets() {
        return scheme.secrets(kept);
    }

    @Override
    public String toString() {
        return "secret";
    }
}
