// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessAgeTest {
    @ParameterizedTest
    @CsvSource({
        "1764000000000, 1764000000300, 1764000001000, 1000",
        "'', 1764000000300, 1764000001000, 700",
        "1764000000%3N, 1764000000300, 1764000001000, 700",
        "1764000009000, 1764000000300, 1764000001000, 700",
    })
    void countsFromTheScriptElseFromJava(String begun, long java, long now, long millis) {
        assertThat(ProcessAge.since(begun, java, now)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void thisProcessIsNotOlderThanTheTestsMayTake() {
        assertThat(ProcessAge.now()).isBetween(Duration.ofMillis(10), Duration.ofMinutes(60));
    }
}
