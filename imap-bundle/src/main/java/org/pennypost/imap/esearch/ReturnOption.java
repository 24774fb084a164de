// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.esearch;

import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.SearchPlan;
import org.pennypost.api.imap.SearchResult;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.plugin.Rfc;

/** {@code search-return-opt = "MIN" / "MAX" / "ALL" / "COUNT"}, each with its part of the response. */
@Rfc(number = 4731, section = "3.1")
@Rfc(number = 4731, section = "4")
enum ReturnOption implements Parameter<SearchPlan>, SearchPlan.Item {
    /** The lowest number. */
    MIN,
    /** The highest number. */
    MAX,
    /** All numbers. */
    ALL,
    /** How many. */
    COUNT;

    @Override
    public Slot<SearchPlan> slot() {
        return Slot.SEARCH_RETURN;
    }

    @Override
    public Edit<SearchPlan> parse(ImapReader in) {
        in.word(name());
        return (plan, session) -> plan.returns(this);
    }

    @Override
    public SearchResult part(SearchResult found) {
        return switch (this) {
            case MIN -> found.part(1, 1);
            case MAX -> found.part(Math.max(1, found.count()), Math.max(1, found.count()));
            case ALL, COUNT -> found;
        };
    }

    @Override
    public boolean lowestOnly() {
        return this == MIN;
    }

    /** Nothing but COUNT is written when nothing was found. */
    @Override
    public void write(SearchResult part, ImapWriter out) {
        if (this == COUNT) {
            out.atom(" COUNT ").number(part.count());
        } else if (!part.isEmpty()) {
            out.sp().atom(name()).sp().atom(part.toString());
        }
    }
}
