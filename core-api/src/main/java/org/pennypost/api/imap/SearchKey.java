// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import org.osgi.annotation.versioning.ConsumerType;

/** Something that SEARCH can ask. One object serves all sessions and keeps no state. */
@ConsumerType
public interface SearchKey {
    /** Returns the word in upper case. */
    String name();

    /**
     * Reads what follows the word. Keys inside are read by {@link ImapWords#searchKey} of the reader.
     *
     * @return the condition
     */
    ImapWords.SearchTerm parse(ImapReader in);
}
