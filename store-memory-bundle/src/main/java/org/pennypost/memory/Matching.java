// SPDX-License-Identifier: Apache-2.0
package org.pennypost.memory;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.search.SearchQuery.And;
import org.pennypost.api.search.SearchQuery.Has;
import org.pennypost.api.search.SearchQuery.Larger;
import org.pennypost.api.search.SearchQuery.ModSeq;
import org.pennypost.api.search.SearchQuery.Not;
import org.pennypost.api.search.SearchQuery.Or;
import org.pennypost.api.search.SearchQuery.Received;
import org.pennypost.api.search.SearchQuery.ReceivedFrom;
import org.pennypost.api.search.SearchQuery.Smaller;
import org.pennypost.api.search.SearchQuery.Uids;
import org.pennypost.api.store.Candidates;

/**
 * Answers the part of a query that metadata decides, as arithmetic of sets. For every part of the query it knows the
 * messages that match for sure and those that may match; where the two differ, text must be read. In the rest of the
 * query every decided part has become the set of UIDs that it matches.
 */
final class Matching {
    private final Collection<MemoryRecord> records;
    private final UidSet all;

    private record Bounds(UidSet sure, UidSet possible) {}

    Matching(Collection<MemoryRecord> records) {
        this.records = records;
        this.all = where(record -> true);
    }

    Candidates candidates(SearchQuery query) {
        Bounds bounds = bounds(query);
        UidSet open = bounds.possible.minus(bounds.sure);
        return new Candidates(bounds.sure, open, open.isEmpty() ? SearchQuery.ALL : rest(query, open));
    }

    private Bounds bounds(SearchQuery query) {
        if (query instanceof And and) {
            Bounds both = new Bounds(all, all);
            for (SearchQuery part : and.all()) {
                Bounds more = bounds(part);
                both = new Bounds(both.sure.intersect(more.sure), both.possible.intersect(more.possible));
            }
            return both;
        }
        if (query instanceof Or or) {
            Bounds one = bounds(or.one());
            Bounds other = bounds(or.other());
            return new Bounds(one.sure.union(other.sure), one.possible.union(other.possible));
        }
        if (query instanceof Not not) {
            Bounds contrary = bounds(not.query());
            return new Bounds(all.minus(contrary.possible), all.minus(contrary.sure));
        }
        if (isText(query)) {
            return new Bounds(UidSet.EMPTY, all);
        }
        UidSet decided = decided(query);
        return new Bounds(decided, decided);
    }

    private SearchQuery rest(SearchQuery query, UidSet open) {
        if (query instanceof And and) {
            List<SearchQuery> parts = new ArrayList<>();
            for (SearchQuery part : and.all()) {
                SearchQuery rest = rest(part, open);
                if (!(rest instanceof Uids uids && uids.uids().equals(open))) {
                    parts.add(rest);
                }
            }
            return parts.size() == 1 ? parts.get(0) : new And(parts);
        }
        if (query instanceof Or or) {
            return new Or(rest(or.one(), open), rest(or.other(), open));
        }
        if (query instanceof Not not) {
            return new Not(rest(not.query(), open));
        }
        return isText(query) ? query : new Uids(decided(query).intersect(open));
    }

    private static boolean isText(SearchQuery query) {
        return query instanceof SearchQuery.Header
                || query instanceof SearchQuery.Body
                || query instanceof SearchQuery.Text
                || query instanceof SearchQuery.Sent;
    }

    private UidSet decided(SearchQuery query) {
        if (query instanceof Uids uids) {
            return all.intersect(uids.uids());
        }
        if (query instanceof Has has) {
            return where(record -> record.flags().contains(has.flag()));
        }
        if (query instanceof Larger larger) {
            return where(record -> record.octets().length > larger.octets());
        }
        if (query instanceof Smaller smaller) {
            return where(record -> record.octets().length < smaller.octets());
        }
        if (query instanceof ModSeq modSeq) {
            return where(record -> record.modSeq() >= modSeq.atLeast());
        }
        if (query instanceof ReceivedFrom from) {
            return where(record -> record.internalDate() >= from.second());
        }
        if (query instanceof Received received) {
            return where(record -> on(received, record.internalDate()));
        }
        throw new IllegalArgumentException("a query this store does not know");
    }

    private static boolean on(Received received, long second) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(second), ZoneId.systemDefault());
        return switch (received.when()) {
            case BEFORE -> day.isBefore(received.day());
            case ON -> day.equals(received.day());
            case SINCE -> !day.isBefore(received.day());
        };
    }

    private UidSet where(Predicate<MemoryRecord> condition) {
        UidSet.Builder set = UidSet.builder();
        records.stream().filter(condition).forEach(record -> set.add(record.uid()));
        return set.build();
    }
}
