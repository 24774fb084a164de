// SPDX-License-Identifier: Apache-2.0
package org.pennypost.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.MailStore;
import org.pennypost.testkit.store.FailingMailStore;
import org.pennypost.testkit.store.MailStoreContract;

/** A failing store that does not fail is a store; and it fails where it is told to. */
class FailingMemoryStoreTest extends MailStoreContract {
    @Override
    protected MailStore newStore() {
        return new FailingMailStore(new MemoryStore());
    }

    @Override
    protected int deltas() {
        return 100;
    }

    @Test
    void failsWhereItIsTold() {
        FailingMailStore store = new FailingMailStore(new MemoryStore());
        MailAccount account = store.open(Identity.of("tester"));
        assertThat(FailingMailStore.operations()).contains("MailAccount.list", "Mailbox.commit", "Message.content");
        store.fail("MailAccount.list", Problem.CORRUPT);
        assertThatThrownBy(account::list)
                .isInstanceOfSatisfying(
                        MailException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CORRUPT));
        assertThat(account.namespaces()).hasSize(1);
        store.heal();
        assertThat(account.list()).hasSize(1);
    }
}
