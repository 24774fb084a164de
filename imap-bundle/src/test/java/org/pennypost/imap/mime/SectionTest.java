// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionTest {
    /** The message of RFC 3501 §6.4.5; each part's text is its number. */
    private static final String EXAMPLE = wire("""
            Subject: top
            Content-Type: multipart/mixed; boundary=a

            preamble
            --a

            one
            --a
            Content-Type: application/octet-stream

            two
            --a
            Content-Type: message/rfc822

            Subject: three
            Content-Type: multipart/mixed; boundary=b

            --b

            three.one
            --b
            Content-Type: application/octet-stream

            three.two
            --b--
            --a
            Content-Type: multipart/mixed; boundary=c

            --c
            Content-Type: image/gif

            four.one
            --c
            Content-Type: message/rfc822

            Subject: four.two
            Content-Type: multipart/mixed; boundary=d

            --d

            four.two.one
            --d
            Content-Type: multipart/alternative; boundary=e

            --e

            four.two.two.one
            --e
            Content-Type: text/richtext

            four.two.two.two
            --e--
            --d--
            --c--
            --a--
            """);

    private static final String PLAIN = wire("From: a\nTo: b\n\nbody\n");

    private static final String INSIDE = wire("Subject: out\nContent-Type: message/rfc822\n\nSubject: in\n\nbody\n");

    private static String wire(String text) {
        return text.replace("\n", "\r\n");
    }

    private static Optional<String> find(String message, String spec, String... fields) {
        OctetContent content = OctetContent.of(message);
        Section section = Section.of(spec, List.of(fields)).orElseThrow();
        return section.find(content, MimeSummary.of(content).layout()).map(data -> OctetContent.text(data.of(content)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, one",
        "2, two",
        "2.MIME, Content-Type: application/octet-stream||",
        "3.HEADER, Subject: three|Content-Type: multipart/mixed; boundary=b||",
        "3.1, three.one",
        "3.2, three.two",
        "3.1.MIME, |",
        "3.2.MIME, Content-Type: application/octet-stream||",
        "3.MIME, Content-Type: message/rfc822||",
        "4.1, four.one",
        "4.1.MIME, Content-Type: image/gif||",
        "4.2.HEADER, Subject: four.two|Content-Type: multipart/mixed; boundary=d||",
        "4.2.1, four.two.one",
        "4.2.2.1, four.two.two.one",
        "4.2.2.2, four.two.two.two",
        "4.2.2.2.MIME, Content-Type: text/richtext||",
        "HEADER, Subject: top|Content-Type: multipart/mixed; boundary=a||",
    })
    void partsOfTheExample(String spec, String expected) {
        assertThat(find(EXAMPLE, spec)).contains(expected.replace("|", "\r\n"));
    }

    @Test
    void wholesOfTheExample() {
        assertThat(find(EXAMPLE, "")).contains(EXAMPLE);
        assertThat(find(EXAMPLE, "TEXT").orElseThrow())
                .startsWith("preamble\r\n--a\r\n")
                .endsWith("--a--\r\n");
        assertThat(find(EXAMPLE, "3").orElseThrow())
                .startsWith("Subject: three\r\n")
                .endsWith("--b--");
        assertThat(find(EXAMPLE, "3.TEXT").orElseThrow()).startsWith("--b\r\n").endsWith("--b--");
        assertThat(find(EXAMPLE, "4").orElseThrow()).startsWith("--c\r\n").endsWith("--c--");
        assertThat(find(EXAMPLE, "4.2.2").orElseThrow()).startsWith("--e\r\n").endsWith("--e--");
        assertThat(find(EXAMPLE, "HEADER").orElseThrow() + find(EXAMPLE, "TEXT").orElseThrow())
                .isEqualTo(EXAMPLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5", "1.1", "1.HEADER", "1.TEXT", "2.1.MIME", "3.3", "4.HEADER", "4.2.2.3", "4.2.2.TEXT", "3.1.1"
            })
    void whatIsNotInTheExample(String spec) {
        assertThat(find(EXAMPLE, spec)).isEmpty();
    }

    @Test
    void aMessageWithoutPartsHasPartOne() {
        assertThat(find(PLAIN, "1")).contains("body\r\n");
        assertThat(find(PLAIN, "1.MIME")).contains("From: a\r\nTo: b\r\n\r\n");
        assertThat(find(PLAIN, "2")).isEmpty();
        assertThat(find(PLAIN, "1.1")).isEmpty();
        assertThat(find(PLAIN, "1.HEADER")).isEmpty();
    }

    @Test
    void aMessageInsideIsPartOne() {
        assertThat(find(INSIDE, "1")).contains("Subject: in\r\n\r\nbody\r\n");
        assertThat(find(INSIDE, "1.HEADER")).contains("Subject: in\r\n\r\n");
        assertThat(find(INSIDE, "1.TEXT")).contains("body\r\n");
        assertThat(find(INSIDE, "1.1")).contains("body\r\n");
        assertThat(find(INSIDE, "1.2")).isEmpty();
        assertThat(find(INSIDE, "1.1.1")).isEmpty();
        assertThat(find(INSIDE, "HEADER")).contains("Subject: out\r\nContent-Type: message/rfc822\r\n\r\n");
    }

    @Test
    void headerFieldsAreChosenByName() {
        String message = wire("From: a\nSubject: x\n y\nX-Subject: no\nSUBJECT : again\nno colon\nDate: d\n\nbody\n");
        assertThat(find(message, "HEADER.FIELDS", "subject")).contains(wire("Subject: x\n y\nSUBJECT : again\n\n"));
        assertThat(find(message, "HEADER.FIELDS.NOT", "Subject", "DATE"))
                .contains(wire("From: a\nX-Subject: no\nno colon\n\n"));
        assertThat(find(message, "HEADER.FIELDS", "none")).contains("\r\n");
        assertThat(find(EXAMPLE, "4.2.HEADER.FIELDS", "subject")).contains(wire("Subject: four.two\n\n"));
    }

    @Test
    void noBlankLineIsMadeUp() {
        assertThat(find("From: a\r\nTo: b\r\n", "HEADER")).contains("From: a\r\nTo: b\r\n");
        assertThat(find("From: a\r\nTo: b\r\n", "HEADER.FIELDS", "To")).contains("To: b\r\n");
        assertThat(find("From: a\r\nTo: b\r\n", "TEXT")).contains("");
        assertThat(find("", "HEADER.FIELDS", "To")).contains("");
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 7", "0, 3, 3", "2, 3, 3", "7, 1, 0", "100, 5, 0", "6, 4294967295, 1", "0, 0, 0"})
    void rangesAreCut(long origin, long count, int length) {
        OctetContent content = OctetContent.of("abcdefg");
        SectionData slice = SectionData.range(0, 7).slice(origin, count);
        assertThat(slice.length()).isEqualTo(length);
        int from = (int) Math.min(origin, 7);
        assertThat(OctetContent.text(slice.of(content))).isEqualTo("abcdefg".substring(from, from + length));
    }

    @Property
    void slicesOfFieldsAreSubstrings(@ForAll @IntRange(max = 60) int origin, @ForAll @IntRange(max = 60) int count) {
        OctetContent content = OctetContent.of(wire("A: 1\nB: 2\nA: 3\nB: 4\nA: 5\nC: 6\n\nbody"));
        SectionData data = Section.of("HEADER.FIELDS", List.of("A", "C"))
                .orElseThrow()
                .find(content, MimeSummary.of(content).layout())
                .orElseThrow();
        String all = wire("A: 1\nA: 3\nA: 5\nC: 6\n\n");
        int from = Math.min(origin, all.length());
        assertThat(OctetContent.text(data.slice(origin, count).of(content)))
                .isEqualTo(all.substring(from, Math.min(all.length(), from + count)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "01",
                "1.",
                ".1",
                "1..2",
                "1.0",
                "MIME",
                "HEADER.FIELDS",
                "X",
                "1.X",
                "1.HEADER.",
                "9999999999",
                "1 "
            })
    void brokenSectionsAreRefused(String spec) {
        assertThat(Section.of(spec, List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HEADER", "TEXT", "1", "1.2.3", "1.MIME", "12.HEADER", "3.TEXT"})
    void sectionsKeepTheirForm(String spec) {
        assertThat(Section.of(spec.toLowerCase(java.util.Locale.ROOT), List.of())
                        .orElseThrow()
                        .spec())
                .isEqualTo(spec);
    }

    @Test
    void fieldNamesBelongToFieldsOnly() {
        assertThat(Section.of("HEADER", List.of("X"))).isEmpty();
        assertThat(Section.of("1.header.fields.not", List.of("X")).orElseThrow().spec())
                .isEqualTo("1.HEADER.FIELDS.NOT");
    }
}
