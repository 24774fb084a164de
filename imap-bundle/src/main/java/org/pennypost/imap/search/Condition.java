// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.search;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.Need;
import org.pennypost.imap.fetch.OpenMessage;
import org.pennypost.imap.mime.FieldText;
import org.pennypost.imap.mime.UsualFields;

/**
 * What is to be tested on messages that must be read: a query whose cheap parts come first, so that a message is opened
 * only if these leave it undecided, and read to its end only if its header does.
 */
final class Condition {
    private final SearchQuery query;
    private final Set<String> texts = new LinkedHashSet<>();
    private final Map<SearchQuery.Header, Field> fields = new HashMap<>();
    private final FetchPlan needs = FetchPlan.of();

    /**
     * A header field to look into.
     *
     * @param name in small letters
     * @param usual whether it is one of those that are remembered
     * @param text to look for
     */
    record Field(String name, boolean usual, FieldText text) {}

    /** What a part costs: what the store knows, fields that are remembered, the header, all of the message. */
    private enum Cost {
        META,
        FIELDS,
        HEADER,
        ALL
    }

    Condition(SearchQuery query) {
        this.query = ordered(query);
        collect(query);
    }

    /** Says what must be known of the messages. */
    FetchPlan plan(FetchPlan plan) {
        for (Need need : Need.values()) {
            if (needs.wants(need)) {
                plan.needs(need);
            }
        }
        needs.memos().forEach(plan::memo);
        return plan;
    }

    /** Tells whether a message matches. */
    boolean holds(OpenMessage message) {
        return new MessageTest(message, this).matches(query);
    }

    /** Returns all texts that are looked for in bodies. */
    Set<String> texts() {
        return texts;
    }

    /** Returns the field of a part of this condition. */
    Field field(SearchQuery.Header part) {
        return Objects.requireNonNull(fields.get(part));
    }

    private static SearchQuery ordered(SearchQuery query) {
        if (query instanceof SearchQuery.And and) {
            List<SearchQuery> parts = new ArrayList<>();
            and.all().forEach(part -> parts.add(ordered(part)));
            parts.sort(Comparator.comparing(Condition::cost));
            return new SearchQuery.And(parts);
        }
        if (query instanceof SearchQuery.Or or) {
            SearchQuery one = ordered(or.one());
            SearchQuery other = ordered(or.other());
            return cost(one).compareTo(cost(other)) <= 0
                    ? new SearchQuery.Or(one, other)
                    : new SearchQuery.Or(other, one);
        }
        return query instanceof SearchQuery.Not not ? new SearchQuery.Not(ordered(not.query())) : query;
    }

    private static Cost cost(SearchQuery query) {
        if (query instanceof SearchQuery.And and) {
            return and.all().stream().map(Condition::cost).reduce(Cost.META, Condition::higher);
        }
        if (query instanceof SearchQuery.Or or) {
            return higher(cost(or.one()), cost(or.other()));
        }
        if (query instanceof SearchQuery.Not not) {
            return cost(not.query());
        }
        if (query instanceof SearchQuery.Body || query instanceof SearchQuery.Text) {
            return Cost.ALL;
        }
        if (query instanceof SearchQuery.Header header) {
            return UsualFields.cover(List.of(header.name())) ? Cost.FIELDS : Cost.HEADER;
        }
        return query instanceof SearchQuery.Sent ? Cost.FIELDS : Cost.META;
    }

    private static Cost higher(Cost one, Cost other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private void collect(SearchQuery part) {
        if (part instanceof SearchQuery.And and) {
            and.all().forEach(this::collect);
        } else if (part instanceof SearchQuery.Or or) {
            collect(or.one());
            collect(or.other());
        } else if (part instanceof SearchQuery.Not not) {
            collect(not.query());
        } else if (part instanceof SearchQuery.Header header) {
            String name = header.name().toLowerCase(Locale.ROOT);
            boolean usual = UsualFields.cover(List.of(name));
            fields.put(header, new Field(name, usual, new FieldText(header.text())));
        } else if (part instanceof SearchQuery.Body body) {
            texts.add(body.text());
        } else if (part instanceof SearchQuery.Text text) {
            texts.add(text.text());
        } else if (part instanceof SearchQuery.Larger || part instanceof SearchQuery.Smaller) {
            needs.needs(Need.SIZES);
        } else if (part instanceof SearchQuery.Received || part instanceof SearchQuery.ReceivedFrom) {
            needs.needs(Need.DATES);
        }
        switch (cost(part)) {
            case META -> {}
            case FIELDS -> needs.memo(UsualFields.KEY);
            default -> needs.needs(Need.CONTENT);
        }
    }

    /** Compares days. */
    static boolean compares(LocalDate day, SearchQuery.When when, LocalDate with) {
        return switch (when) {
            case BEFORE -> day.isBefore(with);
            case ON -> day.equals(with);
            case SINCE -> !day.isBefore(with);
        };
    }
}
