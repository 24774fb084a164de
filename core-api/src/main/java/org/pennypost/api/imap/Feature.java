// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Something that can be ENABLEd (RFC 5161). One object serves all sessions and keeps no state. */
@ConsumerType
public interface Feature {
    /** Returns the capability name in upper case. */
    String name();

    /** Tells whether the session can have it now; if not, it is left out of the ENABLED response. */
    default boolean mayEnable(ImapSession session) {
        return true;
    }

    /** Returns the names, in upper case, that become enabled with it (QRESYNC implies CONDSTORE, RFC 7162 §3.2.3). */
    default List<String> implies() {
        return List.of();
    }

    /**
     * Tells whether the protocol knows no way to take it back: sessions that have enabled it end with BYE when the
     * extension is removed.
     */
    default boolean binding() {
        return true;
    }
}
