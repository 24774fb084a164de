// SPDX-License-Identifier: Apache-2.0
package org.pennypost.communigate;

import org.pennypost.api.imap.Feature;
import org.pennypost.api.imap.ImapSession;

/** {@code ENABLE EXTENSIONS}: shows what is hidden from ordinary mail programs. Only while no mailbox is open. */
final class ExtensionsFeature implements Feature {
    /** The name that is enabled. */
    static final String NAME = "EXTENSIONS";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean mayEnable(ImapSession session) {
        return session.selected().isEmpty();
    }
}
