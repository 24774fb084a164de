// SPDX-License-Identifier: Apache-2.0
package org.pennypost.memory;

import org.pennypost.api.store.MailStore;
import org.pennypost.testkit.store.MailStoreContract;

class MemoryStoreTest extends MailStoreContract {
    @Override
    protected MailStore newStore() {
        return new MemoryStore();
    }
}
