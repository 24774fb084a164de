// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a OK                           | a OK done                             | true
            a OK                           | a OK                                  | true
            a OK                           | a OKAY                                | false
            a OK                           | b OK done                             | false
            a OK [READ-WRITE]              | a OK [READ-WRITE] selected            | true
            a OK [READ-WRITE]              | a OK [READ-ONLY] selected             | false
            a OK selected                  | a OK done                             | false
            +OK                            | +OK 3 320                             | true
            +OK 3 320                      | +OK 3 3200                            | false
            -ERR [IN-USE]                  | -ERR [IN-USE] locked                  | true
            +                              | + go ahead                            | true
            * 1 EXISTS                     | * 1 EXISTS                            | true
            * 1 EXISTS                     | * 11 EXISTS                           | false
            * <num> EXISTS                 | * 11 EXISTS                           | true
            * <num> EXISTS                 | * x EXISTS                            | false
            * SEARCH<any>                  | * SEARCH 1 2                          | true
            * FLAGS (<set \\Seen \\Draft>) | * FLAGS (\\Draft \\Seen)              | true
            * FLAGS (<set \\Seen \\Draft>) | * FLAGS (\\Draft \\Seen x)            | false
            * CAPABILITY <has IDLE MOVE>   | * CAPABILITY IMAP4rev1 MOVE ID IDLE   | true
            * CAPABILITY <has IDLE MOVE>   | * CAPABILITY IMAP4rev1 REMOVE ID IDLE | false
            * CAPABILITY <not AUTH>        | * CAPABILITY IMAP4rev1                | true
            * CAPABILITY <not IMAP4rev1>   | * CAPABILITY IMAP4rev1                | false
            +OK <</[^>]+@[^>]+/>>          | +OK <1.2@host>                        | true
            * OK [UIDNEXT </[1-9]\\d*/>]   | * OK [UIDNEXT 12] next                | true
            * OK [UIDNEXT </[1-9]\\d*/>]   | * OK [UIDNEXT 0] next                 | false
            (.*)                           | (x)                                   | false
            """)
    void comparesLines(String expected, String heard, boolean fits) {
        assertThat(new Expectation(expected.replace("\\\\", "\\"))
                        .matches(heard.replace("\\\\", "\\"), new HashMap<>()))
                .isEqualTo(fits);
    }

    @Test
    void keepsWhatANameCaught() {
        Map<String, String> names = new HashMap<>();
        assertThat(new Expectation("* OK [UIDVALIDITY <validity=\\d+>]").matches("* OK [UIDVALIDITY 77] ok", names))
                .isTrue();
        assertThat(names).containsEntry("validity", "77");
    }
}
