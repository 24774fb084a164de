// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.Objects;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.search.SearchQuery;

/**
 * The part of a search that a store answers from what it knows: each match is either in {@link #matches}, or it is in
 * {@link #open} and fulfils {@link #rest}.
 *
 * @param matches messages that match for certain
 * @param open messages that must be read to know
 * @param rest the condition still to be tested on the open ones
 */
public record Candidates(UidSet matches, UidSet open, SearchQuery rest) {
    /** Checks that all are there. */
    public Candidates {
        Objects.requireNonNull(matches);
        Objects.requireNonNull(open);
        Objects.requireNonNull(rest);
    }
}
