// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.FlagChange;
import org.pennypost.api.search.SearchQuery;

/**
 * What one session does not see.
 *
 * @param user whose account it is
 * @param hiding keywords that hide from somebody
 * @param hidden those of them that hide from this session
 * @param views shared by all sessions
 */
record Sight(String user, Set<Flag> hiding, Set<Flag> hidden, Views views) {
    Sight {
        hiding = Set.copyOf(hiding);
        hidden = Set.copyOf(hidden);
    }

    /** Tells whether everything is seen. */
    boolean clear() {
        return hidden.isEmpty();
    }

    /** Returns the condition of being hidden. */
    SearchQuery hiddenQuery() {
        return any(hidden);
    }

    /** Returns the condition of having one of these flags. */
    static SearchQuery any(Set<Flag> flags) {
        SearchQuery query = null;
        for (Flag flag : flags) {
            SearchQuery has = new SearchQuery.Has(flag);
            query = query == null ? has : new SearchQuery.Or(query, has);
        }
        return query == null ? new SearchQuery.Not(SearchQuery.ALL) : query;
    }

    /** Returns the condition limited to what is seen. */
    SearchQuery seen(SearchQuery query) {
        return new SearchQuery.And(List.of(query, new SearchQuery.Not(hiddenQuery())));
    }

    /** Returns the hiding keywords that a change takes away from a message that has them. */
    Set<Flag> revealedBy(FlagChange change) {
        List<Flag> lost = new ArrayList<>();
        for (Flag flag : hiding) {
            boolean named = change.flags().contains(flag);
            if (switch (change.mode()) {
                case REMOVE -> named;
                case REPLACE -> !named;
                case ADD -> false;
            }) {
                lost.add(flag);
            }
        }
        return Set.copyOf(lost);
    }
}
