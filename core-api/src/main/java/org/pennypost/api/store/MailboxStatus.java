// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.pennypost.api.mail.MailboxId;
import org.pennypost.api.search.SearchQuery;

/** What STATUS says of a mailbox (RFC 9051 §6.3.11). */
public final class MailboxStatus {
    private final MailboxId id;
    private final Numbers numbers;
    private final long size;
    private final OptionalLong oldest;
    private final Map<SearchQuery, Long> counts;

    /**
     * The numbers that every STATUS knows.
     *
     * @param messages how many there are
     * @param recent how many nobody has been told of as {@code \Recent}
     * @param unseen how many lack {@code \Seen}
     * @param deleted how many have {@code \Deleted}
     * @param uidNext the UID that the next message gets at the least
     * @param uidValidity 1 to 4294967295
     * @param modSeq the highest mod-sequence
     */
    public record Numbers(
            long messages, long recent, long unseen, long deleted, long uidNext, long uidValidity, long modSeq) {}

    /**
     * Makes a status.
     *
     * @param size sum of the sizes in wire form, in octets, if SIZES was needed; else −1
     * @param oldest internal date of the oldest message in seconds since 1970-01-01T00:00Z, if DATES was needed and the
     *     mailbox is not empty
     * @param counts for each query of the plan, how many messages match
     */
    public MailboxStatus(MailboxId id, Numbers numbers, long size, OptionalLong oldest, Map<SearchQuery, Long> counts) {
        this.id = Objects.requireNonNull(id);
        this.numbers = Objects.requireNonNull(numbers);
        this.size = size;
        this.oldest = Objects.requireNonNull(oldest);
        this.counts = Map.copyOf(counts);
    }

    /** Returns which mailbox this is. */
    public MailboxId id() {
        return id;
    }

    /** Returns the numbers that every STATUS knows. */
    public Numbers numbers() {
        return numbers;
    }

    /** Returns the sum of the sizes in octets, −1 if not asked for. */
    public long size() {
        return size;
    }

    /** Returns the internal date of the oldest message, seconds since 1970-01-01T00:00Z. */
    public OptionalLong oldest() {
        return oldest;
    }

    /**
     * Returns how many messages match a query of the plan.
     *
     * @throws IllegalArgumentException if the plan did not ask for it
     */
    public long count(SearchQuery query) {
        Long count = counts.get(query);
        if (count == null) {
            throw new IllegalArgumentException("the plan did not ask for " + query);
        }
        return count;
    }

    /** Returns all counts, by query. */
    public Map<SearchQuery, Long> counts() {
        return counts;
    }
}
