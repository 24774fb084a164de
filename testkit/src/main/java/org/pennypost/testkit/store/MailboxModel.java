// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Message;

/** A client's copy of a mailbox, kept by deltas alone: it asks for the flags of what has changed and for nothing else. */
final class MailboxModel {
    private final Mailbox mailbox;
    private final Map<Long, Flags> known = new TreeMap<>();
    private long modSeq;
    private long uidNext;

    MailboxModel(Mailbox mailbox) {
        this.mailbox = mailbox;
        pull();
    }

    long uidNext() {
        return uidNext;
    }

    Map<Long, Flags> known() {
        return known;
    }

    /** Takes over what has changed since the last time. */
    void pull() {
        Delta delta = mailbox.changesSince(modSeq);
        assertThat(delta.modSeq()).isGreaterThanOrEqualTo(modSeq);
        assertThat(delta.uidNext())
                .isGreaterThanOrEqualTo(uidNext)
                .isGreaterThan(delta.uids().last());
        if (delta.complete()) {
            delta.vanished().forEach(known::remove);
        } else {
            UidSet there = delta.uids().toSet();
            known.keySet().removeIf(uid -> !there.contains(uid));
        }
        UidSet left = delta.changed();
        while (!left.isEmpty()) {
            UidSet batch = left.head(Mailbox.BATCH);
            left = left.minus(batch);
            for (Message message : mailbox.messages(batch, new FetchPlan(batch))) {
                long uid = message.meta().uid();
                assertThat(known.containsKey(uid) || uid >= uidNext)
                        .as("UID %d appears below the UIDNEXT %d that was told", uid, uidNext)
                        .isTrue();
                known.put(uid, message.meta().flags());
            }
        }
        modSeq = delta.modSeq();
        uidNext = delta.uidNext();
    }

    /** Compares the copy with the mailbox. */
    void verify() {
        Map<Long, Flags> real = new TreeMap<>();
        UidSet left = mailbox.state().now().uids().toSet();
        while (!left.isEmpty()) {
            UidSet batch = left.head(Mailbox.BATCH);
            left = left.minus(batch);
            mailbox.messages(batch, new FetchPlan(batch))
                    .forEach(message ->
                            real.put(message.meta().uid(), message.meta().flags()));
        }
        assertThat(known).isEqualTo(real);
    }
}
