// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UidlFormatTest {
    @ParameterizedTest
    @CsvSource({
        "%08Xu%08Xv, 0000000c4a8f7b5b",
        "%u, 12",
        "%v.%u, 1250917211.12",
        "UID%u-%v, UID12-1250917211",
        "%010u.%5v, 0000000012.1250917211",
        "%Xv-%Xu, 4a8f7b5b-c",
        "%%%u%%, %12%"
    })
    void makesIdsOfUidAndUidValidity(String format, String id) {
        assertThat(UidlFormat.of(format).id(12, 0x4a8f7b5bL)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "%v", "%", "%u%", "%g%u", "%f", "%m", "%u %v", "%u\t", "\u00e9%u", "%71u", "%50u%21v"})
    void refusesWhatMakesNoIds(String format) {
        assertThatThrownBy(() -> UidlFormat.of(format))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("uidl-format")
                .hasMessageContaining(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%70u", "%50u%20v"})
    void seventyOctetsAreTheMost(String format) {
        assertThat(UidlFormat.of(format).id(0xFFFFFFFFL, 0xFFFFFFFFL)).hasSize(70);
    }

    @Property
    void noTwoMessagesShareAnId(
            @ForAll @LongRange(min = 1, max = 0xFFFFFFFFL) long one,
            @ForAll @LongRange(min = 1, max = 0xFFFFFFFFL) long other,
            @ForAll @LongRange(min = 1, max = 0xFFFFFFFFL) long validity) {
        String id = UidlFormat.USUAL.id(one, validity);
        assertThat(id).matches("[\\x21-\\x7E]{1,70}");
        assertThat(id.equals(UidlFormat.USUAL.id(other, validity))).isEqualTo(one == other);
    }
}
