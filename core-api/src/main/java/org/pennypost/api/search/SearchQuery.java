// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.search;

import java.time.LocalDate;
import java.util.List;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.UidSet;

/**
 * A condition on messages (RFC 9051 §6.4.4). Sequence numbers have been turned into UIDs and charsets into Unicode before
 * a query is made; {@code \Recent}, which belongs to a session, has become a UID set.
 */
public sealed interface SearchQuery {
    /** Every message. */
    SearchQuery ALL = new And(List.of());

    /**
     * All of these; every message, if there is none.
     *
     * @param all the parts
     */
    record And(List<SearchQuery> all) implements SearchQuery {
        /** Takes a copy. */
        public And {
            all = List.copyOf(all);
        }
    }

    /**
     * Either.
     *
     * @param one a part
     * @param other the other part
     */
    record Or(SearchQuery one, SearchQuery other) implements SearchQuery {}

    /**
     * The contrary.
     *
     * @param query what must not hold
     */
    record Not(SearchQuery query) implements SearchQuery {}

    /**
     * The UID is one of these.
     *
     * @param uids the UIDs
     */
    record Uids(UidSet uids) implements SearchQuery {}

    /**
     * The flag is set.
     *
     * @param flag the flag
     */
    record Has(Flag flag) implements SearchQuery {}

    /**
     * The size in wire form is above this ({@code LARGER}).
     *
     * @param octets 0 or more
     */
    record Larger(long octets) implements SearchQuery {}

    /**
     * The size in wire form is below this ({@code SMALLER}).
     *
     * @param octets 0 or more
     */
    record Smaller(long octets) implements SearchQuery {}

    /**
     * The day of the internal date, without regard to time and zone ({@code BEFORE ON SINCE}).
     *
     * @param when how the days compare
     * @param day the day, in the server's zone
     */
    record Received(When when, LocalDate day) implements SearchQuery {}

    /**
     * The internal date is at or after this moment ({@code YOUNGER}; its contrary is {@code OLDER}; RFC 5032 §2).
     *
     * @param second seconds since 1970-01-01T00:00Z
     */
    record ReceivedFrom(long second) implements SearchQuery {}

    /**
     * The day of the Date header field ({@code SENTBEFORE SENTON SENTSINCE}).
     *
     * @param when how the days compare
     * @param day the day
     */
    record Sent(When when, LocalDate day) implements SearchQuery {}

    /**
     * A header field contains the text; an empty text asks only for the field.
     *
     * @param name the field's name, in any case
     * @param text what it must contain, in any case, after decoding (RFC 2047)
     */
    record Header(String name, String text) implements SearchQuery {}

    /**
     * The decoded body contains the text.
     *
     * @param text in any case
     */
    record Body(String text) implements SearchQuery {}

    /**
     * The decoded header or body contains the text.
     *
     * @param text in any case
     */
    record Text(String text) implements SearchQuery {}

    /**
     * The mod-sequence is at or above this ({@code MODSEQ}; RFC 7162 §3.1.5).
     *
     * @param atLeast 0 to 2^63 − 1
     */
    record ModSeq(long atLeast) implements SearchQuery {}

    /** How days compare. */
    enum When {
        /** Earlier than the day. */
        BEFORE,
        /** On the day. */
        ON,
        /** On the day or later. */
        SINCE
    }
}
