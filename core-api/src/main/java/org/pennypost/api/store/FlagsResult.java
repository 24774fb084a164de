// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.Objects;
import org.pennypost.api.mail.UidSet;

/**
 * What became of a change of flags.
 *
 * @param changed messages whose flags are as wanted now, whether they had to be changed or not
 * @param spared messages left alone because of UNCHANGEDSINCE ({@code MODIFIED}, RFC 7162 §3.1.3)
 * @param modSeq the mod-sequence of the change; the highest before it, if nothing had to be changed
 */
public record FlagsResult(UidSet changed, UidSet spared, long modSeq) {
    /** Checks that both sets are there. */
    public FlagsResult {
        Objects.requireNonNull(changed);
        Objects.requireNonNull(spared);
    }
}
