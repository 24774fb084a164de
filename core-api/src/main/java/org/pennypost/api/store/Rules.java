// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.Set;
import org.pennypost.api.mail.Flag;

/** What a {@link Policy} says of one session. */
public final class Rules {
    /** Nothing is special. */
    public static final Rules NONE = new Rules(Set.of());

    private final Set<Flag> shown;

    private Rules(Set<Flag> shown) {
        this.shown = Set.copyOf(shown);
    }

    /** Returns rules that show messages with these of the policy's hiding keywords. */
    public static Rules showing(Set<Flag> keywords) {
        return new Rules(keywords);
    }

    /** Returns the hiding keywords that do not hide from this session. */
    public Set<Flag> shown() {
        return shown;
    }
}
