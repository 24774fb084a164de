// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.searchres;

import java.util.List;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.SearchPlan;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.plugin.Rfc;

/** RFC 5182: {@code SEARCH RETURN (SAVE)}. The set itself, {@code $}, is kept with the selected mailbox. */
@Rfc(number = 5182, section = "2")
public final class SearchResExtension implements ImapExtension {
    /** Makes it. */
    public SearchResExtension() {}

    @Override
    public String name() {
        return "SEARCHRES";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("SEARCHRES");
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(new Save());
    }

    @Rfc(number = 5182, section = "3")
    private static final class Save implements Parameter<SearchPlan> {
        @Override
        public Slot<SearchPlan> slot() {
            return Slot.SEARCH_RETURN;
        }

        @Override
        public String name() {
            return "SAVE";
        }

        @Override
        public Edit<SearchPlan> parse(ImapReader in) {
            in.word(name());
            return (plan, session) -> plan.saves();
        }
    }
}
