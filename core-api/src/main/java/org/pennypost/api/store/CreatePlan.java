// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.pennypost.api.mail.SpecialUse;

/** What a CREATE wants of the new mailbox. Built by the command, edited by its parameters. Confined to one step. */
public final class CreatePlan {
    private final Set<SpecialUse> uses = EnumSet.noneOf(SpecialUse.class);
    private final Map<String, byte[]> attributes = new LinkedHashMap<>();
    private boolean parent;

    /** Makes a plan for an ordinary mailbox. */
    public CreatePlan() {}

    /** Gives the mailbox a use (RFC 6154 §3), which goes over to it from the mailbox that had it. */
    public CreatePlan use(SpecialUse use) {
        uses.add(use);
        return this;
    }

    /** Gives the mailbox an attribute, see {@link Attributes}. */
    public CreatePlan attribute(String name, byte[] value) {
        attributes.put(name, value.clone());
        return this;
    }

    /**
     * Says that only names below it are wanted ({@code CREATE "A/"}, RFC 3501 §6.3.3): no mailbox is made, but a folder
     * where the layout has folders that are none.
     */
    public CreatePlan parent() {
        parent = true;
        return this;
    }

    /** Tells whether only names below it are wanted. */
    public boolean isParent() {
        return parent;
    }

    /** Returns the uses. */
    public Set<SpecialUse> uses() {
        return uses;
    }

    /** Returns the attributes. */
    public Map<String, byte[]> attributes() {
        return attributes;
    }
}
