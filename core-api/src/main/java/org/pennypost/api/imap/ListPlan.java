// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ConsumerType;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.api.store.StatusPlan;

/**
 * Which names a LIST selects and what it tells of each (RFC 5258). Built by the command, edited by its options, which may
 * throw {@link ImapSyntaxException} if they do not go together. Confined to one step.
 */
public final class ListPlan {
    private final Map<String, Predicate<MailboxEntry>> base = new LinkedHashMap<>();
    private final Map<String, Predicate<MailboxEntry>> independent = new LinkedHashMap<>();
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final StatusPlan status = new StatusPlan();
    private boolean recursive;
    private boolean names;

    /** What is told of each name. An item writes in one, two or all three places; nothing if it has nothing to say. */
    @ConsumerType
    public interface Item {
        /** Returns its name in upper case, usually that of its return option. */
        String name();

        /** Writes attributes, with a space between two of them, without one before or behind. */
        default void attributes(ListRow row, ImapWriter out) {}

        /** Writes extended data items, tag, space and value, with a space between two of them (RFC 5258 §3). */
        default void data(ListRow row, ImapWriter out) {}

        /** Writes rows of its own behind the LIST row (RFC 5819). */
        default void after(ListRow row, ImapWriter out) {}
    }

    /** Makes a plan that selects all there is and tells nothing special. */
    public ListPlan() {}

    /**
     * Selects only some of the names, by an option that may stand alone ({@code list-select-base-opt}); with {@link
     * #recursive} also those that have such names below them, and CHILDINFO names the option.
     *
     * @param option in upper case
     */
    public ListPlan selects(String option, Predicate<MailboxEntry> filter) {
        base.put(option, filter);
        return this;
    }

    /** Selects only some of the names, by an option that is none of CHILDINFO's ({@code list-select-independent-opt}). */
    public ListPlan narrows(String option, Predicate<MailboxEntry> filter) {
        independent.put(option, filter);
        return this;
    }

    /** Selects also names behind which is nothing, if they meet the rest (RFC 5258 §3.1, SUBSCRIBED). */
    public ListPlan names() {
        names = true;
        return this;
    }

    /** Selects also what has names below it that are selected (RFC 5258 §3.1, RECURSIVEMATCH). */
    public ListPlan recursive() {
        recursive = true;
        return this;
    }

    /** Adds an item; one whose name is there already changes nothing. */
    public ListPlan returns(Item item) {
        items.putIfAbsent(item.name(), item);
        return this;
    }

    /** Tells whether an item of this name, in upper case, is told. */
    public boolean returns(String name) {
        return items.containsKey(name);
    }

    /** Returns what items want to know of each mailbox; {@link ListRow#status} answers. */
    public StatusPlan status() {
        return status;
    }

    /** Tells whether an entry meets every selection option, whatever its name. */
    public boolean meets(MailboxEntry entry) {
        return (names || entry.kind() != MailboxEntry.Kind.NOTHING)
                && base.values().stream().allMatch(filter -> filter.test(entry))
                && independent.values().stream().allMatch(filter -> filter.test(entry));
    }

    /** Returns the options given to {@link #selects}, in the order in which they came. */
    public List<String> selections() {
        return List.copyOf(base.keySet());
    }

    /** Tells whether what has selected names below it is selected, too. */
    public boolean isRecursive() {
        return recursive;
    }

    /** Returns the items in the order in which they were asked for. */
    public List<Item> items() {
        return new ArrayList<>(items.values());
    }
}
