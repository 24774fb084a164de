// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.search.SearchQuery;

/**
 * A mailbox that one session has open. Used by one step at a time, {@link #close} by any thread; the mailbox behind it is
 * shared by all sessions. Every method throws {@link org.pennypost.api.mail.MailException}: UNAVAILABLE at any time,
 * NOT_FOUND once the mailbox has been deleted, NO_PERMISSION for a change under {@link Access#EXAMINE}.
 */
@ConsumerType
public interface Mailbox extends AutoCloseable {
    /** Most messages a caller asks for in one call of {@link #messages}. */
    int BATCH = 256;

    /** Returns the mailbox as it stands, in one consistent look. Cheap: nothing is copied. */
    MailboxState state();

    /** Returns what STATUS would say, see {@link MailAccount#status}. */
    MailboxStatus status(StatusPlan plan);

    /**
     * Returns messages in ascending order of UID. Those that are not there (any more) are left out.
     *
     * @param set at most {@link #BATCH} members that exist
     * @param plan what is needed of them; a need that is not declared may be answered by UNKNOWN or cost a file access
     */
    List<Message> messages(UidSet set, FetchPlan plan);

    /**
     * Returns what changed since a mod-sequence, looking at what other programs did as well.
     *
     * @param modSeq 0 or that of a former {@link MailboxState} or {@link Delta}
     */
    Delta changesSince(long modSeq);

    /** Answers the part of a query that metadata decides, see {@link Candidates}. */
    Candidates search(SearchQuery query, Progress progress);

    /**
     * Changes flags in one transaction per message; those not there are skipped.
     *
     * @throws org.pennypost.api.mail.MailException LIMIT if a keyword cannot be added; then nothing is changed
     */
    FlagsResult setFlags(StorePlan plan, Progress progress);

    /**
     * Removes messages for good.
     *
     * @param set members that do not exist are skipped
     * @param onlyDeleted whether only those with {@code \Deleted} go
     * @return those that went
     */
    UidSet expunge(UidSet set, boolean onlyDeleted, Progress progress);

    /**
     * Copies or moves messages to a mailbox of the same account: all or none are copied (RFC 9051 §6.4.7), a move is
     * atomic per message (RFC 6851 §3.3).
     *
     * @throws org.pennypost.api.mail.MailException NOT_FOUND if the target does not exist, OVER_QUOTA
     */
    CopyResult copy(CopyPlan plan, Progress progress);

    /**
     * Begins a message that will be committed to this or another mailbox of the account.
     *
     * @param size octets that will come, −1 if unknown; nothing is reserved in memory
     * @throws org.pennypost.api.mail.MailException TOO_BIG, OVER_QUOTA
     */
    Draft draft(long size);

    /**
     * Makes drafts messages of this mailbox, in order: all become visible at once or none does. Afterwards they are used
     * up. What a plan replaces goes in the same transaction.
     *
     * @return a UID and a mod-sequence for each plan
     * @throws org.pennypost.api.mail.MailException NOT_FOUND if a message that must be replaced is not there, OVER_QUOTA;
     *     then the drafts are as before
     */
    AppendResult commit(List<AppendPlan> plans, Progress progress);

    /**
     * Keeps derived octets with messages; a store that keeps none does nothing. Copied along by copy and move.
     *
     * @param values UID to value, each at most {@link MemoKey#VALUE_LIMIT} octets; larger ones are not kept
     */
    void remember(MemoKey key, Map<Long, byte[]> values);

    /** Forgets the mailbox and its bell. Does nothing the second time. */
    @Override
    void close();
}
