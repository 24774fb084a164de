// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.Objects;
import org.pennypost.api.mail.UidSet;

/**
 * What became of a commit.
 *
 * @param uidValidity of the mailbox, for APPENDUID (RFC 4315 §3)
 * @param uids of the new messages, ascending in the order of the plans
 * @param modSeq of the new messages
 */
public record AppendResult(long uidValidity, UidSet uids, long modSeq) {
    /** Checks that the set is there. */
    public AppendResult {
        Objects.requireNonNull(uids);
    }
}
