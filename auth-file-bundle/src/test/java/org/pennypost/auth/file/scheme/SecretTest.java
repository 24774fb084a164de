// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final byte[] SHORT = "secret".getBytes(UTF_8);
    private static final byte[] LONG =
            "пароль-longer than seventy-two octets so that bcrypt must cut it off, as it does, says its manual"
                    .getBytes(UTF_8);

    static List<String> lines() throws IOException {
        try (InputStream in = SecretTest.class.getResourceAsStream("secrets.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void whatDovecotAndOpensslMadeMatchesItsPasswordOnly(String line) {
        Secret secret = Secret.parse(line);
        assertThat(secret.matches(SHORT)).isNotEqualTo(secret.matches(LONG));
        assertThat(secret.matches("Secret".getBytes(UTF_8))).isFalse();
        assertThat(secret.matches(new byte[0])).isFalse();
    }

    @Test
    void everySchemeIsInTheTable() throws IOException {
        long ofShort = lines().stream()
                .filter(line -> Secret.parse(line).matches(SHORT))
                .count();
        assertThat(ofShort).isEqualTo(20);
        assertThat(lines()).hasSize(36);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{CRYPT}$y$j9T$0123456789abcdef$0123456789012345678901234567890123456789012",
                "$y$j9T$0123456789abcdef$0123456789012345678901234567890123456789012",
                "{CRYPT}rqXexS6ZhobKA",
                "{SCRAM-SHA-256}4096,x,y,z",
                "{SSHA}short",
                "{PBKDF2}$1$salt$0$00",
                "{BLF-CRYPT}$2y$05$short",
                "{ARGON2ID}$argon2id$v=19$m=x",
                "{SHA512-CRYPT}$6$salt$short",
                "{PLAIN}",
                "{PLAIN",
                ""
            })
    void whatCannotBeReadIsRefusedWithoutShowingIt(String field) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.parse(field))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("rqXexS6ZhobKA", "j9T"));
    }

    /** {@code doveadm pw -p 'pen cil€'} of Dovecot 2.3, with the encodings that may follow a scheme's name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{SHA1}wQBZhPJX3UKkhDUIi/1tq5FAZJg=",
                "{SSHA512}qpbKuswr707PNDnH7r81aT32OWZfns2AENCtzW1UWmf3HEmo4m1Q9k8kQu01a2VzaL9jQmc+NZ3CLehUBa+RRKKv2+o=",
                "{SCRAM-SHA-256}4096,BKpgSSxSrRXc0ccEVuZb1g==,97siHDGoxr7+vFT+OF2ElnTZL0jxlgdasXiG7NRRfH8=,9PdsVwX9J9aUBIx7ss84iliXfmQYUAWVzfzLwoUMAO0=",
                "{HMAC-MD5}c9e310a2ee5cdcaf6457b256922d8378d2f3b5c29e47589680e758a514911b87",
                "{CRYPT}$2y$05$swdY.KpM3LbTZsbh5yNbfeMKTy7/HAsLRw5eQAm9lgotJANGNKptW",
                "{PLAIN-MD5}c9e087371acca638c5593d16401e33f1",
                "{SCRAM-SHA-1}4096,QUlVye5O0id1n2p+AYY0Yw==,ywLVtYFcIko65/9PJwlowA60vq4=,LFC1+D7pdNGAtx3+apEgmcqvmP8=",
                "{CLEAR}pen cil€",
                "{MD5}$1$3zPYK/hE$PQi5tDOuPhPxB9Hyz0F.X0",
                "{CRAM-MD5}c9e310a2ee5cdcaf6457b256922d8378d2f3b5c29e47589680e758a514911b87",
                "{SMD5}KMiINypfbe7ByY71nznOu0/MIaE=",
                "{LDAP-MD5}yeCHNxrMpjjFWT0WQB4z8Q==",
                "{SSHA256.HEX}91caac5c3cde913c1d3e33f90daa4107b67b643b5d9fe5202c8ecfcc794838662ae3c9ba",
                "{SSHA512.B64}/GC+YDskG0j5yf9WJERHJCHJIeBP6uKmmH5tpYwuhcoUyB97TkVji/641o9EGUdvRARImg7EqhHrp/baw7WITsfCubo=",
                "{PLAIN.B64}cGVuIGNpbOKCrA==",
                "{PLAIN.HEX}70656e2063696ce282ac",
                "{SHA256.HEX}afd0da359f7329ac537276f5aa24776adcbaad8017452dd08d2c1eb4535a3801",
                "{SHA512-CRYPT.B64}JDYkcE1vOVlST0VIQU9oaGkvaCQybC9oajE5VGFaSlVrYU5DLnV1OHcwQ290N2diWEQ3NFNlR1ZaLnc4U3M4TXZLd3RHcEszYldBbHdxWDNKYUF4aklOa0RXVy9rb3ZpZUtCc0lVTmNQMQ==",
                "{CRAM-MD5.B64}yeMQou5c3K9kV7JWki2DeNLztcKeR1iWgOdYpRSRG4c=",
                "{SCRAM-SHA-1.B64}NDA5NixzQ0x1dzFEQWc0cUFaYW5XQlpFWGtRPT0scW1iZzllVFp2MXlwY0hIMHdLNmZWNld4MGxNPSxEbWZOTkQrTmQxMTNsUU1aajlXZk5wcTZPaEE9"
            })
    void whatDovecotMadeInItsEncodingsMatches(String line) {
        Secret secret = Secret.parse(line);
        assertThat(secret.matches("pen cil€".getBytes(UTF_8))).isTrue();
        assertThat(secret.matches("pen cil".getBytes(UTF_8))).isFalse();
        assertThat(secret.matches(new byte[0])).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{PLAIN.XYZ}abcd",
                "{PLAIN.HEX}abc",
                "{PLAIN.B64}/w==",
                "{CRAM-MD5}abcd",
                "{SCRAM-SHA-1}4096,QUlVye5O0id1n2p+AYY0Yw==,abcd,abcd",
                "{DIGEST-MD5}99bde17d49f1c866e68103a93dcf1175",
                "{ARGON2ID}$argon2id$v=19$m=99999999,t=3,p=1$1JdEIQFOCGEeYLn79GLLPQ$ETIRevKrYgb7swm6"
            })
    void whatIsBrokenInsideIsRefusedWithoutShowingIt(String field) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.parse(field))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("abcd", "ETIR", "99bd"));
    }

    @Test
    void mechanismsFindWhatTheyNeed() {
        assertThat(Secret.parse("{PLAIN}x").secrets().passwords()).hasSize(1);
        assertThat(Secret.parse("{CRAM-MD5}c9e310a2ee5cdcaf6457b256922d8378d2f3b5c29e47589680e758a514911b87")
                        .secrets()
                        .cramMd5())
                .hasSize(1);
        assertThat(Secret.parse("{SCRAM-SHA-1}4096,QUlVye5O0id1n2p+AYY0Yw==,ywLVtYFcIko65/9PJwlowA60vq4=,"
                                + "LFC1+D7pdNGAtx3+apEgmcqvmP8=")
                        .secrets()
                        .scram("SCRAM-SHA-1"))
                .hasSize(1);
    }
}
