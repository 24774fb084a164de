// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.pennypost.api.search.SearchQuery;

/** The words that are installed while one command is parsed and run. Immutable; may be used by any thread. */
@ProviderType
public interface ImapWords {
    /**
     * Reads one parameter of a slot, if one is next: its keyword and what follows it.
     *
     * @return what it does to the plan; empty if the next octets are no parameter of this slot: then nothing is taken
     */
    <P> Optional<Parameter.Edit<P>> parameter(Slot<P> slot, ImapReader in);

    /**
     * Reads one search key, with what it contains.
     *
     * @throws ImapSyntaxException if none is next, or they nest too deep
     */
    SearchTerm searchKey(ImapReader in);

    /**
     * Reads the name of one status item.
     *
     * @throws ImapSyntaxException if none is next
     */
    StatusItem statusItem(ImapReader in);

    /**
     * A search key as it was read. Sequence numbers and {@code \Recent} depend on the session, so it becomes a query only
     * when the command runs.
     */
    @FunctionalInterface
    interface SearchTerm {
        /** Returns the query for a session. */
        SearchQuery query(ImapSession session);
    }
}
