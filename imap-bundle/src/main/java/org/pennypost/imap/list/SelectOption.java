// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.list;

import java.util.function.Consumer;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ListPlan;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.MailboxEntry;

/**
 * A selection option.
 *
 * @param name the word
 * @param selects what it does to the plan
 */
@Rfc(number = 5258, section = "3.1")
@Rfc(number = 6154, section = "2")
public record SelectOption(String name, Consumer<ListPlan> selects) implements Parameter<ListPlan> {
    /** Subscribed names, whether there is a mailbox or not. */
    static final SelectOption SUBSCRIBED = new SelectOption(
            "SUBSCRIBED",
            plan -> plan.selects("SUBSCRIBED", MailboxEntry::subscribed).names().returns(ListItem.SUBSCRIBED));

    /** Mailboxes on other servers as well. There are none, so it changes nothing and nothing is {@code \Remote}. */
    static final SelectOption REMOTE = new SelectOption("REMOTE", plan -> {});

    /** Also what has selected names below it. */
    static final SelectOption RECURSIVEMATCH = new SelectOption("RECURSIVEMATCH", ListPlan::recursive);

    /** Mailboxes that are for something. */
    public static final SelectOption SPECIAL_USE = new SelectOption(
            "SPECIAL-USE",
            plan -> plan.narrows("SPECIAL-USE", entry -> !entry.uses().isEmpty())
                    .returns(ListItem.SPECIAL_USE));

    @Override
    public Slot<ListPlan> slot() {
        return Slot.LIST_SELECT;
    }

    @Override
    public Edit<ListPlan> parse(ImapReader in) {
        in.word(name);
        return (plan, session) -> selects.accept(plan);
    }
}
