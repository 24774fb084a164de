// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * An argument that an extension adds to an existing command. One object serves all sessions and keeps no state.
 *
 * @param <P> the plan that it edits
 */
@ConsumerType
public interface Parameter<P> {
    /** Returns where it stands. */
    Slot<P> slot();

    /** Returns its keyword in upper case. */
    String name();

    /**
     * Tells whether the next octets are this parameter. What is taken here is given back afterwards. In APPEND_OPTION the
     * reader stands before the {@code (} or the quoted string, elsewhere before the keyword.
     */
    default boolean opens(ImapReader in) {
        return in.word(name());
    }

    /** Reads the parameter from the place where {@link #opens} stood, keyword included. */
    Edit<P> parse(ImapReader in);

    /**
     * What a parameter does when the command runs.
     *
     * @param <P> the plan that it edits
     */
    @FunctionalInterface
    interface Edit<P> {
        /**
         * Edits the plan.
         *
         * @throws org.pennypost.api.mail.MailException if the session may not: NO
         * @throws ImapRefusedException the same, with a response code of its own
         */
        void apply(P plan, ImapSession session);
    }
}
