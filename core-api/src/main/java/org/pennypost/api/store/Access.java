// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

/** What a mailbox is opened for. */
public enum Access {
    /** To look at: nothing can be changed ({@code EXAMINE}). */
    EXAMINE,
    /** To change, as APPEND, COPY and POP3 do: no {@code \Recent} is claimed, new messages stay where they are. */
    UPDATE,
    /** To read and change by a person: new messages are claimed as {@code \Recent} and settle ({@code SELECT}). */
    SELECT
}
