// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderBlockTest {
    private static String decoded(byte[] value) {
        return EncodedWords.decode(value, 0, value.length);
    }

    /** The examples of RFC 2047 §8, and what mail programs make of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=?ISO-8859-1?Q?a?= | a",
                "=?ISO-8859-1?Q?a?= b | a b",
                "=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?= | ab",
                "=?ISO-8859-1?Q?a?=    =?ISO-8859-1?Q?b?= | ab",
                "=?ISO-8859-1?Q?a_b?= | a b",
                "=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?= | a b",
                "=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?= =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?= "
                        + "| If you can read this you understand the example.",
                "=?utf-8?Q?J=C3?= =?utf-8?Q?=B6rg?= x | Jörg x",
                "=?utf-8?B?w6TD?= =?UTF8?B?tg==?= | äö",
                "=?utf-8*de?q?gr=c3=bc=C3=9fe?= | grüße",
                "=?utf-8?Q?with raw spaces?= | with raw spaces",
                "x=?utf-8?Q?=41?=y | xAy",
                "=?iso-2022-jp?B?GyRCRnxLXBsoQg==?= | 日本",
                "=?koi8-r?B?8NLJ18XU?= | Привет",
                "=?unknown?Q?=41?= | =?unknown?Q?=41?=",
                "=?utf-8?X?a?= | =?utf-8?X?a?=",
                "=?utf-8?Q?never ends | =?utf-8?Q?never ends",
                "=?utf-8?Q?=4?= =? =?? =?= | =4 =? =?? =?=",
                "naïve | naïve",
            })
    void encodedWords(String value, String text) {
        assertThat(decoded(value.getBytes(UTF_8))).isEqualTo(text);
    }

    @Test
    void rawLatin1IsRead() {
        assertThat(decoded("grüße".getBytes(ISO_8859_1))).isEqualTo("grüße");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?", "=?a?q?", "=?utf-8?q?b ", "?=", "=?utf-8?q?x?= ", "=?utf-8?b?===?=", "\t "})
    void longValuesTakeLinearTime(String unit) {
        byte[] value = unit.repeat(4_000_000 / unit.length()).getBytes(ISO_8859_1);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(decoded(value)).isNotNull());
    }

    @Property
    void anythingIsText(@ForAll byte[] value) {
        assertThat(decoded(value)).isNotNull();
    }

    @Test
    void fieldsAreFoundByName() {
        OctetContent content =
                OctetContent.of("Subject: =?utf-8?Q?one?=\r\n =?utf-8?Q?two?=\r\nTo: a\r\nto: b\r\n\r\nCc: c");
        HeaderBlock header = HeaderBlock.of(content, MimeSummary.of(content).layout());
        assertThat(header.first("subject")).contains("onetwo");
        assertThat(header.values("TO")).isEqualTo(List.of("a", "b"));
        assertThat(header.has("Cc")).isFalse();
        assertThat(header.sentDay()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 2 Mar 2026 00:30:00 +1400 | 2026-03-02",
                "2 Mar 2026 23:59 -1200 | 2026-03-02",
                "Fri, 21 Nov 97 09(comment):   55  :  06 -0600 | 1997-11-21",
                "Mon (x), 02-MAR-2026 10:00:00 GMT | 2026-03-02",
                "Mon Mar  2 10:00:00 2026 | 2026-03-02",
                "Monday, 2 March 49 | 2049-03-02",
                "2 Mar 50 | 1950-03-02",
            })
    void daysAreRead(String value, LocalDate day) {
        assertThat(SentDate.day(value)).contains(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "31 Feb 2026", "Mon, Mar 2026", "2 Mar", "99 Mar 2026", "2 Mar 20266"})
    void otherDaysAreNot(String value) {
        assertThat(SentDate.day(value)).isEmpty();
    }

    @Property
    void noDateDoesHarm(@ForAll String value) {
        assertThat(SentDate.day(value)).isNotNull();
    }
}
