// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.list;

import org.pennypost.api.store.MailboxEntry;

/**
 * A name that is told of.
 *
 * @param entry what is known of it
 * @param children whether mailboxes lie below it
 * @param childInfo whether something lies below it that the options select
 */
record Found(MailboxEntry entry, boolean children, boolean childInfo) {}
