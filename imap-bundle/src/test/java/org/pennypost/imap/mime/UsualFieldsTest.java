// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.api.store.MemoKey;

class UsualFieldsTest {
    private static Section fields(String spec, String... names) {
        return Section.of(spec, List.of(names)).orElseThrow();
    }

    private static UsualFields of(OctetContent content) {
        return UsualFields.of(content, MimeSummary.of(content).layout());
    }

    @Test
    void answerAsTheMessageDoes() {
        List<Section> sections = List.of(
                fields("HEADER.FIELDS", "From", "SUBJECT", "Date", "To"),
                fields("HEADER.FIELDS", "message-id"),
                fields("HEADER.FIELDS", "X-Label"));
        for (AwkwardMessagesTest.Row row : AwkwardMessagesTest.rows()) {
            OctetContent content = OctetContent.of(AwkwardMessagesTest.octets(row.file()));
            byte[] memo = of(content).encode().orElseThrow();
            UsualFields usual = UsualFields.decode(ByteBuffer.wrap(memo)).orElseThrow();
            Layout layout = MimeSummary.of(content).layout();
            for (Section section : sections) {
                String expected = OctetContent.text(
                        section.find(content, layout).orElseThrow().of(content));
                assertThat(new String(usual.find(UsualFields.names(section)), ISO_8859_1))
                        .as(row.file())
                        .isEqualTo(expected);
            }
            assertThat(usual.field("To").values("To"))
                    .isEqualTo(HeaderBlock.of(content, layout).values("To"));
        }
    }

    @Test
    void coverUsualFieldsOfTheMessageOnly() {
        assertThat(UsualFields.cover(fields("HEADER.FIELDS", "from", "To"))).isTrue();
        assertThat(UsualFields.cover(fields("HEADER.FIELDS", "From", "X-Own"))).isFalse();
        assertThat(UsualFields.cover(fields("HEADER.FIELDS.NOT", "From"))).isFalse();
        assertThat(UsualFields.cover(fields("1.HEADER.FIELDS", "From"))).isFalse();
        assertThat(UsualFields.cover(Section.HEADER)).isFalse();
        assertThat(UsualFields.names(Section.HEADER)).isZero();
        assertThat(UsualFields.names(fields("HEADER.FIELDS", "Bcc"))).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 7, 8, 30, 1_000_000})
    void areNotKeptWhenLong(int more) {
        int head = 7 + 2 * 3 + "Subject: \r\n\r\n".length();
        int length = MemoKey.VALUE_LIMIT - head + more;
        UsualFields usual = of(OctetContent.of("Subject: " + "x".repeat(length) + "\r\n\r\n"));
        assertThat(usual.encode().isPresent()).isEqualTo(more == 0);
    }

    @Test
    void damageIsNoticed() {
        byte[] memo =
                of(OctetContent.of("From: a\r\nSubject: b\r\n\r\nc")).encode().orElseThrow();
        for (int i = 0; i < memo.length; i++) {
            byte[] damaged = memo.clone();
            damaged[i] ^= 4;
            assertThat(UsualFields.decode(ByteBuffer.wrap(damaged))).isEmpty();
            assertThat(UsualFields.decode(ByteBuffer.wrap(memo, 0, i))).isEmpty();
        }
    }

    @Property
    void garbageIsNoMemo(@ForAll byte[] garbage) {
        assertThat(UsualFields.decode(ByteBuffer.wrap(garbage))).isEmpty();
    }
}
