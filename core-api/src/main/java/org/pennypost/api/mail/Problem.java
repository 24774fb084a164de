// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

/**
 * The causes for which a call can fail. Each protocol words every cause once (IMAP as a response code of RFC 5530, POP3
 * as one of RFC 3206), in one table.
 */
public enum Problem {
    /** The mailbox or message named is not there. */
    NOT_FOUND,
    /** Something of that name is there already. */
    EXISTS,
    /** The user may not do this. */
    NO_PERMISSION,
    /** The user's quota would be exceeded. */
    OVER_QUOTA,
    /** One message is larger than the server accepts. */
    TOO_BIG,
    /** A limit of the server (mailboxes, keywords, sessions, depth) is reached. */
    LIMIT,
    /** Somebody else uses it exclusively. */
    IN_USE,
    /** The message was there and has been expunged. */
    EXPUNGED,
    /** The request is well-formed but its value cannot be used, such as a mailbox name that the store cannot keep. */
    INVALID,
    /** The store cannot do this at all. */
    UNSUPPORTED,
    /** What is stored is damaged. */
    CORRUPT,
    /** Temporarily out of reach: a store, an authenticator or a disk is away. */
    UNAVAILABLE,
    /** A fault of ours. */
    INTERNAL
}
