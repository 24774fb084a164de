// SPDX-License-Identifier: Apache-2.0
package org.pennypost.communigate;

import org.pennypost.api.imap.ImapExtension;
import org.pennypost.testkit.imap.ExtensionContract;

class CommunigateContractTest extends ExtensionContract {
    @Override
    protected ImapExtension newExtension() {
        return new CommunigateExtension();
    }
}
