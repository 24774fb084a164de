// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Exclusive POP3 use of one INBOX (RFC 1939 §4). Gone with the process that held it. When its account is closed
 * without giving it back, another version may claim it for 60 s; then it is released. May be used by any thread.
 */
@ConsumerType
public interface MaildropLock {
    /** Returns text under which another version of the bundles can claim the lock, see {@link MailAccount#lockMaildrop}. */
    String token();

    /** Gives the maildrop back. Does nothing the second time. */
    void release();
}
