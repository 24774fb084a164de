// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.specialuse;

import java.util.List;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.Parameter;
import org.pennypost.imap.list.ListItem;
import org.pennypost.imap.list.SelectOption;

/** RFC 6154. */
public final class SpecialUseExtension implements ImapExtension {
    /** Makes it. */
    public SpecialUseExtension() {}

    @Override
    public String name() {
        return "SPECIAL-USE";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("SPECIAL-USE", "CREATE-SPECIAL-USE");
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(SelectOption.SPECIAL_USE, ListItem.SPECIAL_USE, new UseParameter());
    }
}
