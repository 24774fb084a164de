// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.store.MailStore;

/**
 * What every store must do. A store's test extends this class and says how an empty store is made; a store whose
 * mail outlives it extends {@link DiskStoreContract}.
 */
public abstract class MailStoreContract {
    private StoreBench bench;

    /** Returns the bench of the running test. */
    final StoreBench bench() {
        return bench;
    }

    /** Returns a store without mail. Called once for each test. */
    protected abstract MailStore newStore();

    /** Returns the identity whose account is used. */
    protected Identity user() {
        return Identity.of("tester");
    }

    /** Returns how many changes the test of long histories makes. */
    protected int deltas() {
        return 10_000;
    }

    /** Makes the store. */
    @BeforeEach
    final void begin() {
        bench = new StoreBench(newStore(), user());
    }

    /** Closes all accounts. */
    @AfterEach
    final void end() {
        bench.close();
    }

    /** Of {@code MailStore} and {@code MailAccount}. */
    @Nested
    class Accounts extends AccountContract {
        @Override
        StoreBench bench() {
            return bench;
        }
    }

    /** Of the tree of mailboxes. */
    @Nested
    class Trees extends TreeContract {
        @Override
        StoreBench bench() {
            return bench;
        }
    }

    /** Of {@code Mailbox}. */
    @Nested
    class Mailboxes extends MailboxContract {
        @Override
        StoreBench bench() {
            return bench;
        }
    }

    /** Of copy and move. */
    @Nested
    class Copies extends CopyContract {
        @Override
        StoreBench bench() {
            return bench;
        }
    }

    /** Of {@code Draft} and commit. */
    @Nested
    class Drafts extends DraftContract {
        @Override
        StoreBench bench() {
            return bench;
        }
    }

    /** Of {@code Delta}, {@code Bell} and {@code \\Recent}. */
    @Nested
    class Changes extends ChangeContract {
        @Override
        StoreBench bench() {
            return bench;
        }

        @Override
        int deltas() {
            return MailStoreContract.this.deltas();
        }
    }

    /** Of several sessions at a time. */
    @Nested
    class Crowds extends CrowdContract {
        @Override
        StoreBench bench() {
            return bench;
        }
    }
}
