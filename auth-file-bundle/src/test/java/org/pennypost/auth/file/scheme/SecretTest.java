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
}
