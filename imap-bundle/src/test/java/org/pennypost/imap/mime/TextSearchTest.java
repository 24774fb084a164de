// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextSearchTest {
    private static TextSearch search(byte[] message, int most, String... texts) {
        OctetContent content = new OctetContent(message, most);
        return TextSearch.run(content, MimeScanner.scan(content), List.of(texts));
    }

    private static boolean inBody(String message, String text) {
        return search(message.getBytes(ISO_8859_1), 7, text).inBody(text);
    }

    private static String part(String type, String encoding, String body) {
        return "Content-Type: " + type + "\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n" + body;
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, 7bit, Hello World, 'LO WO', true",
        "text/plain, 7bit, Hello World, 'low', false",
        "text/plain, quoted-printable, 'gr=C3=BC=C3=9Fe', 'GRÜ', true",
        "text/plain, quoted-printable, 'soft=20\r\nbr=\r\neak =x=4', 'break =x=4', true",
        "text/plain; charset=iso-8859-1, quoted-printable, 'gr=FC=DFe', 'grüß', true",
        "text/plain; charset=utf-8, quoted-printable, 'gr=FC=DFe', 'grüß', true",
        "text/plain; charset=none, quoted-printable, 'gr=FC=DFe', 'grüß', true",
        "text/plain, base64, 'SGVs\r\nbG8g\r\nV29ybGQ=', 'hello world', true",
        "text/html; charset=koi8-r, base64, '8NLJ18XU', 'ПРИВ', true",
        "text/plain; charset=iso-2022-jp, base64, 'GyRCRnxLXBsoQg==', '本', true",
        "application/octet-stream, base64, 'SGVsbG8gV29ybGQ=', 'hello', false",
        "image/gif, 7bit, 'Hello', 'hello', false",
        "text/plain, x-unknown, 'Hello', 'hello', true",
    })
    void bodiesAreDecoded(String type, String encoding, String body, String text, boolean found) {
        assertThat(inBody(part(type, encoding, body), text)).isEqualTo(found);
    }

    @Test
    void headerAndBodyAreKeptApart() {
        String message = "Subject: =?utf-8?Q?=C3=84pfel?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "preamble\r\n--b\r\nContent-Type: application/pdf; name=birnen.pdf\r\n\r\n%PDF kirschen\r\n--b\r\n"
                + "Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\npflaumen\r\n--b--\r\nepilogue";
        TextSearch found = search(
                message.getBytes(ISO_8859_1),
                Integer.MAX_VALUE,
                "ÄPFEL",
                "birnen",
                "kirschen",
                "inner",
                "pflaumen",
                "preamble",
                "epilogue",
                "");
        assertThat(found.inBody("ÄPFEL")).isFalse();
        assertThat(found.inText("ÄPFEL")).isTrue();
        assertThat(found.inBody("birnen")).isTrue();
        assertThat(found.inText("kirschen")).isFalse();
        assertThat(found.inBody("inner")).isTrue();
        assertThat(found.inBody("pflaumen")).isTrue();
        assertThat(found.inText("preamble")).isFalse();
        assertThat(found.inText("epilogue")).isFalse();
        assertThat(found.inBody("")).isTrue();
    }

    @Test
    void textsDoNotReachOverParts() {
        String message = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nab\r\n--b\r\n\r\ncd\r\n--b--\r\n";
        assertThat(inBody(message, "abcd")).isFalse();
    }

    @Property(tries = 300)
    void findsWhatAStringHolds(
            @ForAll @StringLength(max = 60) String text,
            @ForAll @StringLength(min = 1, max = 3) String other,
            @ForAll @IntRange(max = 59) int from,
            @ForAll @IntRange(min = 1, max = 9) int most) {
        String whole = new String(text.getBytes(UTF_8), UTF_8);
        String needle = from < whole.length() ? whole.substring(from) : new String(other.getBytes(UTF_8), UTF_8);
        String message = part(
                "text/plain; charset=utf-8", "base64", Base64.getMimeEncoder().encodeToString(whole.getBytes(UTF_8)));
        boolean expected = fold(whole).contains(fold(needle));
        assertThat(search(message.getBytes(ISO_8859_1), most, needle).inBody(needle))
                .isEqualTo(expected);
    }

    private static String fold(String text) {
        StringBuilder folded = new StringBuilder();
        text.chars().forEach(c -> folded.append(Needle.fold((char) c)));
        return folded.toString();
    }

    @Property(tries = 300)
    void anyOctetsInAnyCharsetDoNoHarm(
            @ForAll byte[] octets,
            @ForAll @IntRange(max = 1000) int charset,
            @ForAll @IntRange(min = 1, max = 9) int most) {
        List<String> names = List.copyOf(Charset.availableCharsets().keySet());
        String head = part("text/plain; charset=" + names.get(charset % names.size()), "8bit", "");
        byte[] message = new byte[head.length() + octets.length];
        System.arraycopy(head.getBytes(ISO_8859_1), 0, message, 0, head.length());
        System.arraycopy(octets, 0, message, head.length(), octets.length);
        assertThat(search(message, most, "\uFFFF\uFFFE").inBody("\uFFFF\uFFFE")).isFalse();
    }

    @Test
    void pieceBordersDoNotMatter() {
        for (int shift = 0; shift < 4; shift++) {
            String body = "é".repeat(8190 + shift) + "x".repeat(shift) + "Needle" + "ü".repeat(9000);
            byte[] octets = ("Content-Type: text/plain; charset=utf-8\r\n\r\n" + body).getBytes(UTF_8);
            assertThat(search(octets, Integer.MAX_VALUE, "éneedleü".toUpperCase(Locale.ROOT), "needleü", "éü")
                            .inBody("needleü"))
                    .isTrue();
        }
    }

    @Test
    void anAlmostMatchingTextTakesLinearTime() {
        String body = "Content-Type: text/plain\r\n\r\n" + "a".repeat(2_000_000);
        String text = "a".repeat(10_000) + "b";
        TextSearch search = search(body.getBytes(ISO_8859_1), Integer.MAX_VALUE, text);
        assertThat(search.inBody(text)).isFalse();
    }
}
