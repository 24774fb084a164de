// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import java.nio.file.Path;

/** The store contract again, on nested folders with INBOX, control files and index in places of their own. */
class NestedStoreTest extends MaildirStoreTest {
    @Override
    String location(Path root) {
        return "maildir:" + root + "/%u/nested:LAYOUT=fs:INBOX=" + root + "/%u/Maildir:CONTROL=" + root
                + "/%u/control:INDEX=" + root + "/%u/index";
    }

    @Override
    protected int deltas() {
        return 300;
    }
}
