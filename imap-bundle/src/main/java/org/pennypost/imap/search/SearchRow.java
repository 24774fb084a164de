// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.SearchPlan;
import org.pennypost.api.imap.SearchResult;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.plugin.Rfc;

/**
 * The SEARCH response, or the ESEARCH response if the command has RETURN.
 *
 * @param plan what is returned
 * @param extended whether the command has RETURN
 * @param modSeq whether the highest mod-sequence of what is returned is told
 */
@Rfc(number = 3501, section = "7.2.5")
@Rfc(number = 4466, section = "2.6.2")
@Rfc(number = 7162, section = "3.1.5")
@Rfc(number = 7162, section = "3.1.10")
record SearchRow(SearchPlan plan, boolean extended, boolean modSeq) {
    private static final List<String> ORDER = List.of("MIN", "MAX", "ALL", "COUNT");

    /** Tells whether the lowest message is all that matters. */
    boolean lowestOnly() {
        return !plan.items().isEmpty() && plan.items().stream().allMatch(SearchPlan.Item::lowestOnly);
    }

    /** Tells whether anything is written at all; with SAVE alone nothing is (RFC 5182 §2.2). */
    private boolean silent() {
        return extended && plan.items().isEmpty() && plan.saved();
    }

    /** Returns those of the messages found that the response speaks of, as UIDs (RFC 4731 §3.2, RFC 5182 §2.4). */
    @Rfc(number = 4731, section = "3.2")
    @Rfc(number = 5182, section = "2.4")
    UidSet returned(UidSet found, Selection selection) {
        if (plan.items().isEmpty()) {
            return found;
        }
        SearchResult result = result(found, selection);
        UidSet numbers = UidSet.EMPTY;
        for (SearchPlan.Item item : plan.items()) {
            numbers = numbers.union(item.part(result).numbers());
        }
        if (plan.uids()) {
            return numbers;
        }
        UidSet.Builder uids = UidSet.builder();
        numbers.forEach(number -> uids.add(selection.uid((int) number)));
        return uids.build();
    }

    /**
     * Writes the response.
     *
     * @param highest the mod-sequence to tell, 0 for none
     */
    void write(UidSet found, long highest, Selection selection, ImapWriter out) {
        if (silent()) {
            return;
        }
        if (!extended) {
            plain(found, highest, selection, out);
            return;
        }
        SearchResult result = result(found, selection);
        out.untagged().atom("ESEARCH (TAG \"").atom(plan.tag()).atom("\")").atom(plan.uids() ? " UID" : "");
        if (plan.items().isEmpty()) {
            out.atom(result.isEmpty() ? "" : " ALL " + result);
        }
        List<SearchPlan.Item> items = new ArrayList<>(plan.items());
        items.sort(Comparator.comparingInt(SearchRow::place));
        items.forEach(item -> item.write(item.part(result), out));
        if (highest > 0) {
            out.atom(" MODSEQ ").number(highest);
        }
        out.end();
    }

    private static int place(SearchPlan.Item item) {
        int place = ORDER.indexOf(item.name());
        return place < 0 ? ORDER.size() : place;
    }

    private void plain(UidSet found, long highest, Selection selection, ImapWriter out) {
        out.untagged().atom("SEARCH");
        result(found, selection).numbers().forEach(number -> out.sp().number(number));
        if (highest > 0) {
            out.atom(" (MODSEQ ").number(highest).put(')');
        }
        out.end();
    }

    private SearchResult result(UidSet found, Selection selection) {
        if (plan.uids()) {
            return SearchResult.of(found);
        }
        UidSet.Builder numbers = UidSet.builder();
        found.forEach(uid -> {
            int number = selection.number(uid);
            if (number > 0) {
                numbers.add(number);
            }
        });
        return SearchResult.of(numbers.build());
    }
}
