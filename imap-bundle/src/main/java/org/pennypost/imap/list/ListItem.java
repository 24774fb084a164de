// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.list;

import java.util.List;
import java.util.function.Function;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.ListPlan;
import org.pennypost.api.imap.ListRow;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.mail.SpecialUse;
import org.pennypost.api.plugin.Rfc;

/**
 * A return option that tells of a name by attributes.
 *
 * @param name the word
 * @param tells the attributes
 */
@Rfc(number = 5258, section = "3.2")
@Rfc(number = 5258, section = "4")
@Rfc(number = 3348, section = "3")
@Rfc(number = 6154, section = "2")
public record ListItem(String name, Function<ListRow, List<String>> tells)
        implements Parameter<ListPlan>, ListPlan.Item {
    /** Whether the name is subscribed. */
    public static final ListItem SUBSCRIBED =
            new ListItem("SUBSCRIBED", row -> row.entry().subscribed() ? List.of("\\Subscribed") : List.of());

    /** Whether mailboxes lie below it. */
    public static final ListItem CHILDREN =
            new ListItem("CHILDREN", row -> List.of(row.hasChildren() ? "\\HasChildren" : "\\HasNoChildren"));

    /** What the mailbox is for. */
    public static final ListItem SPECIAL_USE = new ListItem(
            "SPECIAL-USE",
            row -> row.entry().uses().stream()
                    .sorted()
                    .map(SpecialUse::attribute)
                    .toList());

    @Override
    public Slot<ListPlan> slot() {
        return Slot.LIST_RETURN;
    }

    @Override
    public Edit<ListPlan> parse(ImapReader in) {
        in.word(name);
        return (plan, session) -> plan.returns(this);
    }

    @Override
    public void attributes(ListRow row, ImapWriter out) {
        List<String> attributes = tells.apply(row);
        if (!attributes.isEmpty()) {
            out.atom(String.join(" ", attributes));
        }
    }
}
