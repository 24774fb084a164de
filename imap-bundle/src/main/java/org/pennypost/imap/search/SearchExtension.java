// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.search;

import java.util.List;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.SearchKey;

/** SEARCH with the keys of RFC 3501. */
public final class SearchExtension implements ImapExtension {
    @Override
    public String name() {
        return "SEARCH";
    }

    @Override
    public List<Command> commands() {
        return List.of(new SearchCommand(false), new SearchCommand(true));
    }

    @Override
    public List<SearchKey> searchKeys() {
        return List.copyOf(Rfc3501Key.ALL);
    }
}
