// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.pennypost.api.search.SearchQuery;

/**
 * What a STATUS wants. Message count, UIDNEXT, UIDVALIDITY, unseen, deleted, recent and highest mod-sequence always come;
 * the rest must be declared. Built by the command, edited by its items. Confined to one step.
 */
public final class StatusPlan {
    private final Set<Need> needs = EnumSet.noneOf(Need.class);
    private final Set<SearchQuery> counts = new LinkedHashSet<>();

    /** Makes a plan that needs nothing special. */
    public StatusPlan() {}

    /** Adds needs: SIZES for the sum of sizes, DATES for the oldest date. */
    public StatusPlan needs(Need... more) {
        needs.addAll(Set.of(more));
        return this;
    }

    /** Asks how many messages match a query that metadata decides (flags, UIDs, dates, sizes). */
    public StatusPlan count(SearchQuery query) {
        counts.add(query);
        return this;
    }

    /** Tells whether something is needed. */
    public boolean wants(Need need) {
        return needs.contains(need);
    }

    /** Returns the queries to count. */
    public Set<SearchQuery> counts() {
        return counts;
    }
}
