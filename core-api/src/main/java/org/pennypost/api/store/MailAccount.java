// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.pennypost.api.mail.MailboxName;

/**
 * One user's tree of mailboxes, as one session sees it. Used by one step at a time; {@link #close} by any thread.
 * Every method throws {@link org.pennypost.api.mail.MailException}; UNAVAILABLE at any time.
 */
@ConsumerType
public interface MailAccount extends AutoCloseable {
    /** Returns the namespaces, the personal one first; never empty (RFC 2342). */
    List<Namespace> namespaces();

    /**
     * Returns every name there is, sorted: mailboxes, names that are only parents of others, and names that are only
     * subscribed. INBOX is always among them.
     */
    List<MailboxEntry> list();

    /**
     * Makes a mailbox, and the parents it needs.
     *
     * @throws org.pennypost.api.mail.MailException EXISTS, INVALID if the layout cannot keep the name, LIMIT
     */
    void create(MailboxName name, CreatePlan plan);

    /**
     * Removes a mailbox with its messages. One that has children stays as a name that cannot be selected.
     *
     * @throws org.pennypost.api.mail.MailException NOT_FOUND; INVALID for INBOX and for a name without mailbox that has
     *     children
     */
    void delete(MailboxName name);

    /**
     * Gives a mailbox and all below it another name. INBOX is not renamed: its messages move to the new mailbox
     * (RFC 9051 §6.3.6). Subscriptions stay as they are.
     *
     * @throws org.pennypost.api.mail.MailException NOT_FOUND, EXISTS, INVALID (also below itself)
     */
    void rename(MailboxName from, MailboxName to);

    /** Puts a name on the list of subscriptions or takes it off, whether it exists or not (RFC 9051 §6.3.7). */
    void subscribe(MailboxName name, boolean subscribed);

    /**
     * Returns what is asked of a mailbox without opening it for a session: no {@code \Recent} is claimed, nothing moved.
     *
     * @throws org.pennypost.api.mail.MailException NOT_FOUND
     */
    MailboxStatus status(MailboxName name, StatusPlan plan);

    /**
     * Opens a mailbox.
     *
     * @param bell rung, from any thread, after each change by anybody, until the mailbox is closed
     * @throws org.pennypost.api.mail.MailException NOT_FOUND, NO_PERMISSION
     */
    Mailbox open(MailboxName name, Access access, Bell bell);

    /**
     * Takes up a message that another version of store, core or protocol had begun to write.
     *
     * @param token from {@link Draft#token}
     * @return the draft with all octets received so far, empty if it is gone
     */
    Optional<Draft> draft(String token);

    /**
     * Takes the INBOX for one POP3 session (RFC 1939 §4).
     *
     * @param token null for a new lock; else that of a lock which another version had taken
     * @throws org.pennypost.api.mail.MailException IN_USE
     */
    MaildropLock lockMaildrop(@Nullable String token);

    /**
     * Returns what this account offers beyond mail, such as {@link Attributes}.
     *
     * @param type an interface of the API whose methods return values
     */
    <T> Optional<T> facet(Class<T> type);

    /** Forgets the account; mailboxes opened through it are closed. Does nothing the second time. */
    @Override
    void close();
}
