// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.pennypost.api.store.MemoKey;

class MimeSummaryTest {
    @Test
    void comesBackFromItsMemo() {
        for (AwkwardMessagesTest.Row row : AwkwardMessagesTest.rows()) {
            MimeSummary summary = MimeSummary.of(OctetContent.of(AwkwardMessagesTest.octets(row.file())));
            ByteBuffer memo = ByteBuffer.wrap(summary.encode().orElseThrow()).asReadOnlyBuffer();
            MimeSummary back = MimeSummary.decode(memo).orElseThrow();
            assertThat(back.envelope()).isEqualTo(summary.envelope());
            assertThat(back.body()).isEqualTo(summary.body());
            assertThat(back.bodyStructure()).isEqualTo(summary.bodyStructure());
            assertThat(back.layout()).isEqualTo(summary.layout());
            assertThat(memo.position()).isZero();
        }
    }

    @Test
    void bodyHasNoExtensionData() {
        MimeSummary summary = MimeSummary.of(OctetContent.of(AwkwardMessagesTest.octets("67-message-attached.eml")));
        assertThat(OctetContent.text(summary.body()))
                .isEqualTo("((\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 9 0)"
                        + "(\"message\" \"rfc822\" NIL NIL \"fwd\" \"7bit\" 369 "
                        + "(\"Sun, 12 Aug 2012 12:34:56 +0300\" \"inner\" ((NIL NIL \"sub\" \"example.org\"))"
                        + " ((NIL NIL \"sub\" \"example.org\")) ((NIL NIL \"sub\" \"example.org\"))"
                        + " ((NIL NIL \"one\" \"example.org\")(NIL NIL \"two\" \"example.org\")) NIL NIL NIL NIL)"
                        + " ((\"text\" \"html\" (\"charset\" \"us-ascii\") NIL NIL \"8bit\" 10 1)"
                        + "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 7 1) \"alternative\") 22)"
                        + " \"mixed\")");
    }

    @Test
    void isNotKeptWhenLong() {
        String subject = "x".repeat(MemoKey.VALUE_LIMIT);
        assertThat(MimeSummary.of(OctetContent.of("Subject: " + subject + "\r\n\r\n"))
                        .encode())
                .isEmpty();
    }

    @Test
    void damageIsNoticed() {
        byte[] memo = MimeSummary.of(OctetContent.of(AwkwardMessagesTest.octets("52-mixed.eml")))
                .encode()
                .orElseThrow();
        for (int i = 0; i < memo.length; i++) {
            byte[] damaged = memo.clone();
            damaged[i] ^= 4;
            assertThat(MimeSummary.decode(ByteBuffer.wrap(damaged)))
                    .as("octet %d", i)
                    .isEmpty();
            assertThat(MimeSummary.decode(ByteBuffer.wrap(memo, 0, i)))
                    .as("cut at %d", i)
                    .isEmpty();
        }
    }

    @Property
    void garbageIsNoMemo(@ForAll byte[] garbage) {
        assertThat(MimeSummary.decode(ByteBuffer.wrap(garbage))).isEmpty();
    }

    /** Also when the sum happens to fit. */
    @Property
    void garbageWithItsSumDoesNoHarm(@ForAll byte[] garbage) {
        byte[] value = new byte[garbage.length + 5];
        value[0] = (byte) SummaryForm.VERSION;
        System.arraycopy(garbage, 0, value, 5, garbage.length);
        ByteBuffer.wrap(value).putInt(1, SummaryForm.sum(value));
        assertThat(MimeSummary.decode(ByteBuffer.wrap(value))).isEmpty();
    }
}
