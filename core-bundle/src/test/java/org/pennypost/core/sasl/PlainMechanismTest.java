// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.SaslExchange.Step;

class PlainMechanismTest {
    private final PlainMechanism plain = new PlainMechanism();

    private Step next(String message) {
        return plain.start().next(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void theExamplesOfRfc4616() {
        Credentials tim = ((Step.Password) next("\0tim\0tanstaaftanstaaf")).credentials();
        assertThat(tim.user()).isEqualTo("tim");
        assertThat(new String(tim.password(), UTF_8)).isEqualTo("tanstaaftanstaaf");
        assertThat(tim.actFor()).isEmpty();
        Credentials kurt = ((Step.Password) next("Ursel\0Kurt\0xipj3plmq")).credentials();
        assertThat(kurt.user()).isEqualTo("Kurt");
        assertThat(kurt.actFor()).isEqualTo("Ursel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tim", "\0tim", "\0\0password", "\0tim\0", "\0tim\0pass\0word", "\0t\u00FFm\0password"})
    void anythingElseIsMalformed(String message) {
        assertThat(next(message)).isInstanceOf(Step.Malformed.class);
    }
}
