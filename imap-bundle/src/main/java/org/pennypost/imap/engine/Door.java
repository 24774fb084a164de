// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pennypost.api.access.LoginExchange;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.net.Outcome;

/** The way in, as a client who has not logged in finds it. */
public interface Door {
    /** Returns the mechanisms the client may use now. */
    List<SaslMechanism> mechanisms();

    /** Tells whether a readable password may be sent now. */
    boolean plaintextAllowed();

    /** Returns an outcome that asks core and, if it says yes, lets the client in. */
    Outcome login(Credentials credentials);

    /** Begins an exchange of a mechanism, empty if there is none of this name. */
    Optional<LoginExchange> begin(String mechanism);

    /**
     * Returns an outcome that waits for a turn of an exchange: asks the client for his answer to a challenge, or ends the
     * command, letting him in if the turn says so.
     *
     * @param turn begins the turn and passes on how it ends
     * @param reply takes the client's answer
     */
    Outcome turn(Consumer<Consumer<LoginExchange.Turn>> turn, Outcome.Reply reply);
}
