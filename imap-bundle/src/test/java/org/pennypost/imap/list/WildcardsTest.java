// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *       | a/b/c | true
            %       | a     | true
            %       | a/b   | false
            a/%     | a/b   | true
            a/%     | a/b/c | false
            a/%     | a     | false
            %/%     | a/b   | true
            a*c     | a/b/c | true
            *%      | a/b   | true
            %*      | a/b   | true
            a       | A     | false
            inbox   | INBOX | true
            i%x     | INBOX | true
            INBOX/% | INBOX/a | true
            *b%     | a/b/c | false
            *b/%    | a/b/c | true
            """)
    void matches(String pattern, String name, boolean matches) {
        assertThat(new Wildcards(pattern, '/').matches(name)).isEqualTo(matches);
    }

    @Test
    void costsNoMoreThanPatternTimesName() {
        String pattern = "*a%".repeat(10_000);
        String name = "a".repeat(900) + "b";
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(new Wildcards(pattern, '/').matches(name)).isFalse());
    }
}
