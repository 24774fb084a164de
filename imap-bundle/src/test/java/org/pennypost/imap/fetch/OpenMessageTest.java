// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pennypost.api.store.Progress;
import org.pennypost.imap.mime.MimeSummary;
import org.pennypost.imap.mime.UsualFields;

class OpenMessageTest {
    private static final String MAIL = "From: a@example.org\r\nSubject: s\r\n\r\nbody\r\n";

    private static void read(StoredMessage message) {
        MemoNotes notes = new MemoNotes(Progress.NONE);
        try (OpenMessage open = new OpenMessage(message, notes)) {
            assertThat(open.summary().bodyStructure().hasRemaining()).isTrue();
            assertThat(open.usualFields().field("Subject").first("subject")).contains("s");
            assertThat(open.summary().envelope().hasRemaining()).isTrue();
        }
        notes.values()
                .forEach((key, values) ->
                        message.memos.put(key, values.get(message.meta().uid())));
    }

    @Test
    void opensOnceAndThenNever() {
        StoredMessage message = new StoredMessage(MAIL);
        read(message);
        assertThat(message.opened).isEqualTo(1);
        assertThat(message.open).isZero();
        assertThat(message.memos).containsOnlyKeys(MimeSummary.KEY, UsualFields.KEY);
        read(message);
        assertThat(message.opened).isEqualTo(1);
    }

    @Test
    void readsAgainWhatWasRememberedWrongly() {
        StoredMessage message = new StoredMessage(MAIL);
        message.memos.put(MimeSummary.KEY, new byte[] {1, 2, 3});
        message.memos.put(UsualFields.KEY, new byte[0]);
        read(message);
        assertThat(message.opened).isEqualTo(1);
        read(message);
        assertThat(message.opened).isEqualTo(1);
    }

    @Test
    void doesNotReadABodyForTheHeader() {
        StoredMessage message = new StoredMessage(MAIL + "x".repeat(1_000_000));
        MemoNotes notes = new MemoNotes(Progress.NONE);
        try (OpenMessage open = new OpenMessage(message, notes)) {
            open.usualFields();
            open.header();
        }
        assertThat(notes.octets()).isLessThan(20_000);
    }

    @Test
    void opensAgainWhatWasHandedOver() {
        StoredMessage message = new StoredMessage(MAIL);
        try (OpenMessage open = new OpenMessage(message, new MemoNotes(Progress.NONE))) {
            open.outline();
            open.handOver().close();
            open.reading();
            assertThat(message.opened).isEqualTo(2);
        }
        assertThat(message.open).isZero();
    }
}
