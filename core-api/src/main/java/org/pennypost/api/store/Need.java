// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

/** What a command needs to know of messages, declared before a store looks (so that it need not open what nobody asks). */
public enum Need {
    /** Sizes in wire form. */
    SIZES,
    /** Internal dates. */
    DATES,
    /** The octets themselves. */
    CONTENT,
    /** Unique ids of POP3 that are kept with messages, see {@link Message#uniqueId}. */
    UNIQUE_IDS
}
