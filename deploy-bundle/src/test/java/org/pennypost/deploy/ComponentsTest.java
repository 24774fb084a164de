// SPDX-License-Identifier: Apache-2.0
package org.pennypost.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComponentsTest {
    @Test
    void theInnermostCauseIsTold() {
        String trace = "java.lang.reflect.InvocationTargetException\n\tat a.B.c(B.java:1)\n"
                + "Caused by: java.io.UncheckedIOException: outer\n\tat a.B.c(B.java:2)\n\t... 2 more\n"
                + "Caused by: java.io.IOException: no room\n\tat a.B.c(B.java:3)\n";
        assertThat(Components.cause(trace)).isEqualTo("java.io.IOException: no room");
        assertThat(Components.cause("java.lang.Error: plain\n\tat a.B.c(B.java:1)\n"))
                .isEqualTo("java.lang.Error: plain");
        assertThat(Components.cause(null)).isEmpty();
    }
}
