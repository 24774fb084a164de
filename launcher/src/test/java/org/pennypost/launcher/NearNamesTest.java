// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNamesTest {
    private static final List<String> KNOWN =
            List.of("imap.channels", "mail.location", "listener-imaps.port", "pop3.channels");

    @ParameterizedTest
    @CsvSource({
        "imap.chanels, imap.channels",
        "mail.locaton, mail.location",
        "listener-imap.port, listener-imaps.port",
        "IMAP.CHANNELS, imap.channels",
        "location, mail.location"
    })
    void nearestComesFirst(String typed, String meant) {
        assertThat(NearNames.of(typed, KNOWN)).first().isEqualTo(meant);
    }

    @Test
    void nothingIsNearToNonsense() {
        assertThat(NearNames.of("qqqqqqqqqq", KNOWN)).isEmpty();
        assertThat(NearNames.hint("qqqqqqqqqq", KNOWN)).isEmpty();
    }
}
