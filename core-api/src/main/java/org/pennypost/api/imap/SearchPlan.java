// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a SEARCH returns (RFC 4731). Built by the command, edited by its return options, which may throw {@link
 * ImapSyntaxException} if they do not go together. Confined to one step.
 */
public final class SearchPlan {
    private final String tag;
    private final boolean uids;
    private final List<Item> items = new ArrayList<>();
    private boolean saves;

    /** One item of the ESEARCH response. */
    @ConsumerType
    public interface Item {
        /** Returns its name in upper case. */
        String name();

        /**
         * Returns the messages that the item speaks of. All items together decide what {@code $} becomes (RFC 5182 §2.4)
         * and whose highest mod-sequence is told (RFC 4731 §3.2).
         */
        SearchResult part(SearchResult found);

        /** Tells whether the lowest message found is all that the item speaks of, so that a search may stop there. */
        default boolean lowestOnly() {
            return false;
        }

        /**
         * Writes name, space and value, with a space before them; nothing at all if there is no value.
         *
         * @param part what {@link #part} returned
         */
        void write(SearchResult part, ImapWriter out);
    }

    /**
     * Makes a plan without options.
     *
     * @param tag of the command
     * @param uids whether numbers are UIDs (UID SEARCH)
     */
    public SearchPlan(String tag, boolean uids) {
        this.tag = Objects.requireNonNull(tag);
        this.uids = uids;
    }

    /** Adds an item; one whose name is there already changes nothing. */
    public SearchPlan returns(Item item) {
        if (!returns(item.name())) {
            items.add(item);
        }
        return this;
    }

    /** Tells whether an item of this name, in upper case, is returned. */
    public boolean returns(String name) {
        return items.stream().anyMatch(item -> item.name().equals(name));
    }

    /** Says that {@code $} becomes what is found (RFC 5182). */
    public SearchPlan saves() {
        saves = true;
        return this;
    }

    /** Returns the tag of the command. */
    public String tag() {
        return tag;
    }

    /** Tells whether numbers are UIDs. */
    public boolean uids() {
        return uids;
    }

    /** Returns the items in the order in which they were asked for. */
    public List<Item> items() {
        return List.copyOf(items);
    }

    /** Tells whether {@code $} becomes what is found. */
    public boolean saved() {
        return saves;
    }
}
