// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.Objects;
import org.pennypost.api.mail.UidMap;

/**
 * What became of a COPY or MOVE.
 *
 * @param uidValidity of the target, for COPYUID (RFC 4315 §3)
 * @param uids originals and copies
 */
public record CopyResult(long uidValidity, UidMap uids) {
    /** Checks that the map is there. */
    public CopyResult {
        Objects.requireNonNull(uids);
    }
}
