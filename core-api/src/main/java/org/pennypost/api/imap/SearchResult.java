// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.util.Objects;
import org.pennypost.api.mail.UidSet;

/**
 * What a SEARCH found, or a part of it, in the numbers in which the client is told: sequence numbers, or UIDs after UID
 * SEARCH. Positions count from 1 in the order in which the messages are returned, for SEARCH that of the mailbox. Immutable.
 */
public final class SearchResult {
    /** Nothing. */
    public static final SearchResult EMPTY = new SearchResult(UidSet.EMPTY);

    private final UidSet numbers;

    private SearchResult(UidSet numbers) {
        this.numbers = Objects.requireNonNull(numbers);
    }

    /** Returns a result in the order of the mailbox. */
    public static SearchResult of(UidSet numbers) {
        return numbers.isEmpty() ? EMPTY : new SearchResult(numbers);
    }

    /** Tells whether nothing was found. */
    public boolean isEmpty() {
        return numbers.isEmpty();
    }

    /** Returns how many messages were found. */
    public long count() {
        return numbers.count();
    }

    /**
     * Returns those from one position to another, both included; positions outside the result are left out.
     *
     * @param from 1 or more
     * @param to not below {@code from}
     */
    public SearchResult part(long from, long to) {
        if (from < 1 || to < from) {
            throw new IllegalArgumentException("not positions from 1 upwards: " + from + " to " + to);
        }
        return of(numbers.head(to).minus(numbers.head(from - 1)));
    }

    /** Returns the numbers, without their order. */
    public UidSet numbers() {
        return numbers;
    }

    /** Returns the result as {@code sequence-set} (RFC 9051 §9); empty text for nothing. */
    @Override
    public String toString() {
        return numbers.toString();
    }
}
