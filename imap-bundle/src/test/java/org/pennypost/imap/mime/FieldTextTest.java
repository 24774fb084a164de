// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            Subject: needle in hay|NEEDLE|1
            Subject: needle in hay|hay|1
            Subject: needle in hay|ubject|0
            Subject  : NeedlE|needle|1
            Subject:  needle |' needle'|0
            Subject:|x|0
            Subject:|''|1
            Subject: a=b?|=b|1
            Subject: =?utf-8?q?n=65edle?=|needle|-1
            Subject: n\u00FCr|n|-1
            Subject: SS|\u00DF|1
            Subject: ss|\u00FC|0
            """)
    void find(String field, String text, int found) {
        byte[] octets = (field + "\r\n").getBytes(ISO_8859_1);
        assertThat(new FieldText(text).find(octets, "Subject".length(), octets.length))
                .isEqualTo(found);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("aAbS =?\u00DF\t").ofMaxLength(8);
    }

    /** What is found in octets is what would be found in the decoded text. */
    @Property(tries = 3000)
    void octetsAnswerAsTextDoes(@ForAll("texts") String value, @ForAll("texts") String wanted) {
        byte[] octets = ("To: " + value + "\r\n").getBytes(ISO_8859_1);
        FieldText text = new FieldText(wanted);
        List<String> values = HeaderBlock.over(octets).values("to");
        int found = text.find(octets, 2, octets.length);
        if (found >= 0) {
            assertThat(found > 0).isEqualTo(text.isIn(values));
        }
    }
}
