// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.store;

import org.junit.jupiter.api.Nested;
import org.pennypost.api.store.MailStore;

/** What a store must do whose mail outlives it, and into whose mail other programs write. */
public abstract class DiskStoreContract extends MailStoreContract {
    /** Returns another object that serves the same mail as the newest store, as after a restart. */
    protected abstract MailStore reopened();

    /** Returns a program that writes to the newest store's mail behind its back. */
    protected abstract ForeignWriter foreignWriter();

    /** Of what is on disk. */
    @Nested
    class Disks extends DiskContract {
        @Override
        StoreBench bench() {
            return DiskStoreContract.this.bench();
        }

        @Override
        MailStore reopened() {
            return DiskStoreContract.this.reopened();
        }

        @Override
        ForeignWriter foreigner() {
            return foreignWriter();
        }
    }
}
