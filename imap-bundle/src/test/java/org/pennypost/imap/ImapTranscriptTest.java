// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImapTranscriptTest {
    private final ImapTranscript transcript = new ImapTranscript(new ExtensionRegistry()::grammar);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a NOOP | a NOOP",
                "a uid fetch 1 FLAGS | a uid fetch 1 FLAGS",
                "a LOGIN alice secret | a LOGIN …",
                "a login \"alice\" \"secret\" | a LOGIN …",
                "a LOGIN {5} | a LOGIN … {5}",
                "a AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA== | a AUTHENTICATE …",
                "LOGIN alice secret | …",
                "a  LOGIN alice secret | …",
                "AGFsaWNlAHNlY3JldA== | …",
                "secret | …",
                "a secret | …",
                "a PASS secret | …",
                "DONE | DONE",
                "* | …",
                "a APPEND INBOX {300+} | a APPEND INBOX {300+}",
            })
    void showsOfTheClientWhatCannotBeASecret(String line, String shown) {
        assertThat(transcript.client(line)).isEqualTo(shown);
    }

    @Test
    void nothingBehindALiteralIsShown() {
        assertThat(transcript.client("a LOGIN {5+}")).isEqualTo("a LOGIN … {5+}");
        assertThat(transcript.client(" {6+}")).isEqualTo("… {6+}");
        assertThat(transcript.client(" b LOGIN x y")).isEqualTo("…");
        assertThat(transcript.client("c NOOP")).isEqualTo("c NOOP");
    }

    @Test
    void ofTheServerOnlyChallengesAndForeignTagsAreHidden() {
        transcript.client("a NOOP");
        transcript.client("secret");
        assertThat(transcript.server("* 1 EXISTS")).isEqualTo("* 1 EXISTS");
        assertThat(transcript.server("+ cj1yT3ByTkc=")).isEqualTo("+ …");
        assertThat(transcript.server("a OK NOOP completed")).isEqualTo("a OK NOOP completed");
        assertThat(transcript.server("secret BAD expected a command")).isEqualTo("… BAD expected a command");
        assertThat(transcript.server("a OK again")).isEqualTo("… OK again");
    }
}
