// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.CopyPlan;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.StorePlan;

/**
 * A place in an existing command where extensions can put an argument.
 *
 * @param <P> the plan that the argument edits
 */
public final class Slot<P> {
    /** APPEND, behind the mailbox, at each {@code (} and each quoted string, before flag list and date are looked for. */
    public static final Slot<AppendPlan> APPEND_OPTION = new Slot<>("APPEND_OPTION");
    /** COPY and MOVE, behind the mailbox and a space. */
    public static final Slot<CopyPlan> COPY_TAIL = new Slot<>("COPY_TAIL");
    /** CREATE, in the parentheses behind the mailbox (RFC 4466 §2.2). */
    public static final Slot<CreatePlan> CREATE_PARAM = new Slot<>("CREATE_PARAM");
    /** SELECT and EXAMINE, in the parentheses behind the mailbox (RFC 4466 §2.4). */
    public static final Slot<SelectPlan> SELECT_PARAM = new Slot<>("SELECT_PARAM");
    /** FETCH, in the parentheses behind the items (RFC 4466 §2.5). */
    public static final Slot<FetchPlan> FETCH_MODIFIER = new Slot<>("FETCH_MODIFIER");
    /** LIST, in the parentheses behind the word: {@code list-select-opts} (RFC 5258 §6). */
    public static final Slot<ListPlan> LIST_SELECT = new Slot<>("LIST_SELECT");
    /** LIST, in the parentheses behind RETURN: {@code list-return-opts} (RFC 5258 §6). */
    public static final Slot<ListPlan> LIST_RETURN = new Slot<>("LIST_RETURN");
    /** SEARCH, in the parentheses behind RETURN (RFC 4466 §2.6.1). */
    public static final Slot<SearchPlan> SEARCH_RETURN = new Slot<>("SEARCH_RETURN");
    /** STORE, in the parentheses behind the set (RFC 4466 §2.5). */
    public static final Slot<StorePlan> STORE_MODIFIER = new Slot<>("STORE_MODIFIER");

    private final String name;

    private Slot(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
