// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.engine;

import java.util.List;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.SequenceSet;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.plugin.Rfc;

/** Which messages went while a client was away. */
public final class Vanished {
    private static final SequenceSet ALL = new SequenceSet(List.of(new SequenceSet.Range(1, SequenceSet.STAR)));

    private Vanished() {}

    /**
     * Returns those of the messages asked about that went. What the store has forgotten counts as gone since; what the client
     * still counts does not, because it will be told of it like everybody else.
     *
     * @param since what changed since the mod-sequence that the client names
     */
    @Rfc(number = 7162, section = "3.2.6")
    @Rfc(number = 7162, section = "3.2.10.2")
    public static UidSet earlier(Selection selection, Delta since, UidSet asked) {
        UidSet gone = since.complete()
                ? asked.intersect(since.vanished())
                : asked.minus(since.uids().toSet());
        return gone.minus(selection.resolve(ALL, true));
    }

    /** Returns all UIDs that there have been. */
    public static UidSet everGiven(Delta now) {
        return now.uidNext() > 1 ? UidSet.range(1, now.uidNext() - 1) : UidSet.EMPTY;
    }
}
