// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessAgeTest {
    @Test
    void startIsFoundBehindANameWithSpacesAndBrackets() {
        String stat = "7 (a) b) S 1 7 7 0 -1 4194560 1 0 0 0 1 2 0 0 20 0 1 0 5000 1000 200 18446744073709551615";
        assertThat(ProcessAge.age(stat, "51.25 100.00\n")).isEqualTo(Duration.ofMillis(1250));
    }

    @Test
    void thisProcessIsNotOlderThanTheTestsMayTake() {
        assertThat(ProcessAge.now()).isBetween(Duration.ofMillis(10), Duration.ofMinutes(60));
    }
}
