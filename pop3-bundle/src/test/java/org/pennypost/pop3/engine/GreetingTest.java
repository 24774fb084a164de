// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GreetingTest {
    @Test
    void aTimestampIsAMessageIdAndNoneComesTwice() {
        Greeting greeting = new Greeting("ready", true, "mail.example.org");
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String timestamp = greeting.timestamp();
            assertThat(timestamp).matches("<[0-9]+\\.[0-9]+\\.[0-9a-f]{24}@mail\\.example\\.org>");
            assertThat(greeting.line(timestamp)).isEqualTo("ready " + timestamp);
            all.add(timestamp);
        }
        assertThat(all).hasSize(1000);
    }

    @Test
    void withoutApopThereIsNone() {
        Greeting greeting = new Greeting("ready", false, "mail.example.org");
        assertThat(greeting.timestamp()).isEmpty();
        assertThat(greeting.line("")).isEqualTo("ready");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "my host", "a..b", ".a", "höst", "a>b", "a_b"})
    void aHostThatIsNoNameIsNotSaid(String host) {
        assertThat(new Greeting("", true, host).timestamp()).endsWith("@localhost>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "<x@y>", "[IN-USE] x", "\t"})
    void aTextThatBreaksTheLineIsRefused(String text) {
        assertThatThrownBy(() -> new Greeting(text, false, "x")).hasMessageContaining("greeting");
    }

    @Test
    void fourHundredOctetsAreTheMost() {
        assertThat(new Greeting("x".repeat(400), true, "x".repeat(60)).line("")).hasSize(400);
        assertThatThrownBy(() -> new Greeting("x".repeat(401), true, "x")).hasMessageContaining("400");
    }
}
