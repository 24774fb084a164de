// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModifiedUtf7Test {
    @ParameterizedTest
    @CsvSource({
        "INBOX, INBOX",
        "~peter/mail/台北/日本語, '~peter/mail/&U,BTFw-/&ZeVnLIqe-'",
        "Entwürfe, Entw&APw-rfe",
        "a&b, a&-b",
        "&, &-",
        "ä&, &AOQ-&-",
        "äöü, &AOQA9gD8-",
        "\uD83D\uDE00, &2D3eAA-",
        "日, &ZeU-",
    })
    void examplesGoBothWays(String name, String wire) {
        assertThat(ModifiedUtf7.encode(name)).isEqualTo(wire);
        assertThat(ModifiedUtf7.decode(wire)).contains(name);
        assertThat(ModifiedUtf7.firstError(wire)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "open &, 5",
        "open &AOQ, 5",
        "&AGE-, 0", // an a, which stands for itself
        "x&AOR-, 1", // bits behind the last character are not zero
        "&AOQAA-, 0", // one digit too many
        "&AO-, 0", // half a character
        "&2D0-, 0", // half a pair
        "&3gA-, 0", // the other half
        "&AOQ-&APY-, 0", // two shifts where one would do
        "&U/BTFw-, 0", // slash for comma
        "a\u0001b, 1",
        "naïve, 2",
    })
    void whatBreaksTheRulesIsReported(String wire, int offset) {
        assertThat(ModifiedUtf7.decode(wire)).isEmpty();
        assertThat(ModifiedUtf7.firstError(wire)).isEqualTo(offset);
    }

    @Test
    void loneSurrogatesAreReplaced() {
        assertThat(ModifiedUtf7.encode("\uD83D")).isEqualTo("&,,0-");
        assertThat(ModifiedUtf7.encode("x\uDE00\uD83D")).isEqualTo(ModifiedUtf7.encode("x\uFFFD\uFFFD"));
        assertThat(ModifiedUtf7.encode("\uD83D\uD83D\uDE00")).isEqualTo(ModifiedUtf7.encode("\uFFFD\uD83D\uDE00"));
    }

    @Property
    void anyNameComesBack(@ForAll String name) {
        String whole = new String(name.getBytes(UTF_16BE), UTF_16BE);
        String wire = ModifiedUtf7.encode(whole);
        assertThat(wire).matches("[ -~]*");
        assertThat(ModifiedUtf7.decode(wire)).contains(whole);
    }

    @Property
    void whatDecodesHasOneForm(@ForAll("wires") String wire) {
        ModifiedUtf7.decode(wire)
                .ifPresent(name -> assertThat(ModifiedUtf7.encode(name)).isEqualTo(wire));
    }

    @Provide
    Arbitrary<String> wires() {
        return Arbitraries.strings().withChars("&-AOQgPYa,+9 ").ofMaxLength(12);
    }
}
