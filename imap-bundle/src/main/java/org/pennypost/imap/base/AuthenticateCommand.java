// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.pennypost.api.auth.SaslExchange;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.engine.Engine;

/** AUTHENTICATE: an exchange of a SASL mechanism, each side's octets in base64. */
@Rfc(number = 9051, section = "6.2.2")
@Rfc(number = 3501, section = "6.2.2")
final class AuthenticateCommand implements Command {
    private static final byte[] NOTHING = new byte[0];

    @Override
    public String name() {
        return "AUTHENTICATE";
    }

    @Override
    public Traits traits() {
        return Traits.beforeLogin();
    }

    /** {@code authenticate = "AUTHENTICATE" SP auth-type *(CRLF base64)}. */
    @Override
    public Call parse(ImapReader in) {
        in.sp();
        String name = in.atom().toUpperCase(Locale.ROOT);
        in.end();
        return (session, out) -> {
            Engine engine = Engine.of(session);
            Optional<SaslMechanism> mechanism = engine.mechanisms().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst();
            if (mechanism.isEmpty()) {
                return name.equals("PLAIN") && !engine.plaintextAllowed()
                        ? LoginCommand.privacyRequired()
                        : Outcome.no("No such mechanism");
            }
            Exchange exchange = new Exchange(engine, name, mechanism.get().start());
            return mechanism.get().serverFirst() ? exchange.next(NOTHING) : Outcome.ask("", exchange);
        };
    }

    private record Exchange(Engine engine, String name, SaslExchange sasl) implements Outcome.Reply {
        @Override
        public Outcome line(byte[] octets) {
            if (octets.length == 1 && octets[0] == '*') {
                return Outcome.bad("cancelled");
            }
            byte[] response;
            try {
                response = Base64.getDecoder().decode(octets);
            } catch (IllegalArgumentException broken) {
                return Outcome.bad("expected base64");
            }
            return next(response);
        }

        Outcome next(byte[] response) {
            SaslExchange.Step step = sasl.next(response);
            if (step instanceof SaslExchange.Step.Challenge challenge) {
                return Outcome.ask(Base64.getEncoder().encodeToString(challenge.octets()), this);
            } else if (step instanceof SaslExchange.Step.Password password) {
                return engine.login(password.credentials().via("IMAP", name));
            }
            return Outcome.bad(((SaslExchange.Step.Malformed) step).text());
        }
    }
}
