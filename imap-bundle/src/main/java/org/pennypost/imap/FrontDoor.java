// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pennypost.api.access.Login;
import org.pennypost.api.access.LoginExchange;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Outcome;
import org.pennypost.imap.engine.Door;

/**
 * The way in through core.
 *
 * @param core who knows the users
 * @param connection of the client; who he is may change with TLS
 */
record FrontDoor(Login core, Connection connection) implements Door {
    @Override
    public List<SaslMechanism> mechanisms() {
        return core.mechanisms(connection.peer());
    }

    @Override
    public boolean plaintextAllowed() {
        return core.plaintextAllowed(connection.peer());
    }

    @Override
    public Outcome login(Credentials credentials) {
        return turn(
                done -> core.login(
                        credentials, connection.peer(), result -> done.accept(new LoginExchange.Turn.Ended(result))),
                line -> Outcome.bad("nothing was asked"));
    }

    @Override
    public Optional<LoginExchange> begin(String mechanism) {
        return core.begin(mechanism, "IMAP", connection.peer());
    }

    @Override
    public Outcome turn(Consumer<Consumer<LoginExchange.Turn>> turn, Outcome.Reply reply) {
        return Outcome.later(new Entrance(turn, reply));
    }
}
