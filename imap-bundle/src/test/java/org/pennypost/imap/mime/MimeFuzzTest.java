// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pennypost.testkit.fuzz.Fuzz;

/** Messages that nobody would write, and every section of them. */
class MimeFuzzTest {
    private static final int MOST_SECTIONS = 40;

    private static Fuzz fuzz() {
        return Fuzz.of("mime")
                .corpus(Path.of("src", "test", "resources", "mime"))
                .words(Stream.of(
                        "\r\n",
                        "\n",
                        "\r",
                        "\r\n\r\n",
                        "Content-Type: ",
                        "multipart/mixed; boundary=",
                        "message/rfc822",
                        "Content-Transfer-Encoding: base64\r\n",
                        "quoted-printable",
                        "Content-Disposition: attachment; filename*0*=utf-8''%C3",
                        "; x*1=",
                        "--b\r\n",
                        "--b--\r\n",
                        "=?utf-8?Q?=C3",
                        "?=",
                        "From: a <a@b>, ",
                        "g: a@b, c@d;",
                        "(",
                        ")",
                        "<",
                        ">",
                        "@",
                        ",",
                        ";",
                        "\"",
                        "\\",
                        "\0",
                        "\u00ff"));
    }

    @Test
    void noMessageIsTooBroken() {
        assertThat(fuzz().run(MimeFuzzTest::look)).isGreaterThan(100);
    }

    @Test
    void noFieldTakesMoreThanLinearTime() {
        for (String field :
                List.of("Subject: ", "To: ", "Content-Type: ", "Content-Type: text/plain; a=", "References: ")) {
            fuzz().growing(field, "\r\n\r\nbody\r\n", MimeFuzzTest::look);
        }
    }

    @Test
    void noBodyTakesMoreThanLinearTime() {
        fuzz().growing("Content-Type: multipart/mixed; boundary=b\r\n\r\n", "--b--\r\n", MimeFuzzTest::look);
        fuzz().growing("Content-Type: message/rfc822\r\n\r\n", "", MimeFuzzTest::look);
    }

    /** A summary that is well-formed, the same as from small bites; sections that lie inside; a search that ends. */
    private static void look(byte[] octets) {
        MimeSummary summary = MimeSummary.of(OctetContent.of(octets));
        WireForm.check(summary.envelope());
        WireForm.check(summary.body());
        WireForm.check(summary.bodyStructure());
        List<String> sections = new ArrayList<>(List.of("", "HEADER", "TEXT"));
        collect(summary.layout(), "", sections);
        for (String spec : sections) {
            Section.of(spec, List.of())
                    .orElseThrow()
                    .find(OctetContent.of(octets), summary.layout())
                    .ifPresent(data -> assertThat(data.length()).isBetween(0L, (long) octets.length));
        }
    }

    private static void collect(Layout part, String path, List<String> sections) {
        int number = 1;
        for (Layout child : part.children()) {
            if (sections.size() > MOST_SECTIONS) {
                return;
            }
            String below = path + number++;
            sections.addAll(List.of(below, below + ".MIME", below + ".HEADER", below + ".TEXT"));
            collect(child, below + ".", sections);
        }
    }
}
