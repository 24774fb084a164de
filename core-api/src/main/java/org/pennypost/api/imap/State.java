// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

/** Where a session stands (RFC 9051 §3). */
public enum State {
    /** Nobody has logged in. */
    NOT_AUTHENTICATED,
    /** Logged in, no mailbox open. */
    AUTHENTICATED,
    /** A mailbox is open. */
    SELECTED
}
