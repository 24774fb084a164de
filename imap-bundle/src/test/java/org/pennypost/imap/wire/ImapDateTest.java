// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImapDateTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                " 7-Feb-1994 21:52:25 -0800,1994-02-07T21:52:25-08:00",
                "17-Jul-1996 02:44:25 -0700,1996-07-17T02:44:25-07:00",
                "29-Feb-2024 00:00:00 +0530,2024-02-29T00:00:00+05:30",
                "31-Dec-9999 23:59:59 +0000,9999-12-31T23:59:59Z",
            })
    void goesBothWays(String wire, OffsetDateTime date) {
        assertThat(ImapDate.format(date)).isEqualTo(wire);
        assertThat(ImapDate.parse(wire)).contains(date);
    }

    @Test
    void isLenientWhereItDoesNoHarm() {
        OffsetDateTime date = OffsetDateTime.parse("1994-02-07T21:52:59-08:00");
        assertThat(ImapDate.parse("7-feb-1994 21:52:59 -0800")).contains(date);
        assertThat(ImapDate.parse("07-FEB-1994 21:52:60 -0800")).contains(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7-Feb-1994",
                "30-Feb-1994 21:52:25 -0800",
                "17-Fee-1994 21:52:25 -0800",
                "17-Feb-1994 24:52:25 -0800",
                "17-Feb-1994 21:60:25 -0800",
                "17-Feb-1994 21:52:61 -0800",
                "17-Feb-1994 21:52:25 -0860",
                "17-Feb-1994 21:52:25 -9900",
                "17-Feb-1994 21:52:25 *0800",
                "17-Feb-1994T21:52:25 -0800",
                "17-Feb-94 21:52:25 -0800  ",
                "+7-Feb-1994 21:52:25 -0800",
                "17-Feb-1994 21:52:25 -08001",
            })
    void refusesOthers(String wire) {
        assertThat(ImapDate.parse(wire)).isEmpty();
    }

    @Test
    void readsDays() {
        assertThat(ImapDate.parseDate("1-Feb-1994")).contains(LocalDate.of(1994, 2, 1));
        assertThat(ImapDate.parseDate("01-feb-1994")).contains(LocalDate.of(1994, 2, 1));
        assertThat(ImapDate.parseDate("31-Apr-1994")).isEmpty();
        assertThat(ImapDate.parseDate("1-Feb-94")).isEmpty();
        assertThat(ImapDate.parseDate("-Feb-1994")).isEmpty();
        assertThat(ImapDate.parseDate("1-Feb-1994 ")).isEmpty();
    }
}
