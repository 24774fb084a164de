// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pennypost.api.imap.SequenceSet.Range;
import org.pennypost.api.mail.UidSet;

/** The example of RFC 3501 §9: for a mailbox of 15 messages, {@code 2,4:7,9,12:*} is {@code 2,4,5,6,7,9,12,13,14,15}. */
class SequenceSetTest {
    @Test
    void starIsTheHighest() {
        SequenceSet set = new SequenceSet(
                List.of(new Range(2, 2), new Range(4, 7), new Range(9, 9), new Range(12, SequenceSet.STAR)));
        assertThat(set.resolve(15).toString()).isEqualTo("2,4:7,9,12:15");
    }

    @Test
    void rangesMayStandBackwards() {
        assertThat(new SequenceSet(List.of(new Range(7, 4))).resolve(10)).isEqualTo(UidSet.range(4, 7));
        assertThat(new SequenceSet(List.of(new Range(SequenceSet.STAR, 4))).resolve(10))
                .isEqualTo(UidSet.range(4, 10));
        assertThat(new SequenceSet(List.of(new Range(20, SequenceSet.STAR))).resolve(15))
                .as("RFC 3501 §9: 20:* of 15 messages contains the last")
                .isEqualTo(UidSet.range(15, 20));
    }

    @Test
    void starOfNothingIsNothing() {
        assertThat(new SequenceSet(List.of(new Range(1, SequenceSet.STAR))).resolve(0))
                .isEqualTo(UidSet.EMPTY);
        assertThat(new SequenceSet(List.of()).isSaved()).isTrue();
    }
}
