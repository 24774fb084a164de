// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.util.ArrayList;
import java.util.List;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.FetchItem;
import org.pennypost.api.imap.ImapExtension;

/** FETCH with the items of RFC 3501. */
public final class FetchExtension implements ImapExtension {
    @Override
    public String name() {
        return "FETCH";
    }

    @Override
    public List<Command> commands() {
        return List.of(new FetchCommand(false), new FetchCommand(true));
    }

    @Override
    public List<FetchItem> fetchItems() {
        List<FetchItem> items = new ArrayList<>();
        items.addAll(MetaItem.ALL);
        items.addAll(StructureItem.ALL);
        items.addAll(SectionItem.ALL);
        items.addAll(Rfc822Item.ALL);
        return items;
    }
}
