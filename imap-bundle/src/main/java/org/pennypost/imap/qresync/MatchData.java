// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.qresync;

import org.pennypost.api.imap.Selection;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.plugin.Rfc;

/**
 * A sample of sequence numbers and the UIDs that a client knew there. Where such a pair still holds, nothing went at or below
 * it: messages are only ever added at the end.
 *
 * @param numbers of messages
 * @param uids as many
 */
@Rfc(number = 7162, section = "3.2.5.2")
record MatchData(UidSet numbers, UidSet uids) {
    /** Returns the highest UID of a pair that still holds, 0 for none. */
    long matched(Selection selection) {
        long low = 0;
        long high = numbers.count();
        // pairs hold up to the first message that went, and not behind it
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (holds(middle, selection)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : member(uids, low - 1);
    }

    private boolean holds(long index, Selection selection) {
        long number = member(numbers, index);
        return number <= selection.size() && selection.uid((int) number) == member(uids, index);
    }

    private static long member(UidSet set, long index) {
        long left = index;
        for (int range = 0; ; range++) {
            long size = set.last(range) - set.first(range) + 1;
            if (left < size) {
                return set.first(range) + left;
            }
            left -= size;
        }
    }
}
