// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.access.LoginExchange;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.engine.Door;
import org.pennypost.imap.engine.Engine;

/** AUTHENTICATE: an exchange of a SASL mechanism, each side's octets in base64; the first of the client's may come along. */
@Rfc(number = 9051, section = "6.2.2")
@Rfc(number = 3501, section = "6.2.2")
@Rfc(number = 4422, section = "4")
@Rfc(number = 4959, section = "3")
final class AuthenticateCommand implements Command {
    private static final String CANCEL = "*";

    @Override
    public String name() {
        return "AUTHENTICATE";
    }

    @Override
    public Traits traits() {
        return Traits.beforeLogin();
    }

    /** {@code authenticate = "AUTHENTICATE" SP auth-type [SP (base64 / "=")] *(CRLF base64)}. */
    @Override
    public Call parse(ImapReader in) {
        in.sp();
        String name = in.atom().toUpperCase(Locale.ROOT);
        String initial = null;
        if (in.next(' ')) {
            initial = in.atom();
        }
        in.end();
        return new Authentication(name, initial);
    }

    private record Authentication(String name, @Nullable String initial) implements Call {
        @Override
        public Outcome run(ImapSession session, ImapWriter out) {
            Door door = Engine.of(session).door();
            Optional<LoginExchange> begun = door.begin(name);
            if (begun.isEmpty()) {
                return Outcome.no(new ResponseCode("CANNOT"), "No such mechanism");
            }
            LoginExchange exchange = begun.get();
            if (exchange.refused().isPresent() && initial == null) {
                return LoginCommand.privacyRequired();
            }
            byte[] first = null;
            if (initial != null) {
                Optional<byte[]> decoded = decoded(initial.equals("=") ? "" : initial);
                if (decoded.isEmpty()) {
                    return Outcome.bad("expected base64 behind the mechanism");
                }
                first = decoded.get();
            }
            byte[] response = first;
            return door.turn(done -> exchange.begin(response, done), new Answer(door, exchange, false));
        }

        /**
         * Another version of this bundle takes the exchange up where the client had been asked. What was said before is
         * gone: a mechanism in which the client says all at once goes on, any other one is to be tried again.
         */
        @Override
        public Outcome resume(ImapSession session, ImapWriter out, String position) {
            Door door = Engine.of(session).door();
            return Outcome.ask("", new Resumed(door, name));
        }
    }

    private record Answer(Door door, LoginExchange exchange, boolean late) implements Outcome.Reply {
        @Override
        public Outcome line(byte[] octets) {
            String text = new String(octets, StandardCharsets.ISO_8859_1);
            if (text.equals(CANCEL)) {
                exchange.cancel();
                return Outcome.bad("cancelled");
            }
            Optional<byte[]> response = decoded(text);
            if (response.isEmpty()) {
                exchange.cancel();
                return Outcome.bad("expected base64");
            }
            return door.turn(
                    late ? done -> exchange.begin(response.get(), done) : done -> exchange.next(response.get(), done),
                    new Answer(door, exchange, false));
        }

        @Override
        public void cancel() {
            exchange.cancel();
        }
    }

    private record Resumed(Door door, String name) implements Outcome.Reply {
        @Override
        public Outcome line(byte[] octets) {
            Optional<LoginExchange> begun = door.begin(name);
            if (name.equals("PLAIN")
                    && begun.isPresent()
                    && begun.get().refused().isEmpty()) {
                return new Answer(door, begun.get(), true).line(octets);
            }
            boolean cancelled = octets.length == 1 && octets[0] == '*';
            return cancelled
                    ? Outcome.bad("cancelled")
                    : Outcome.no(new ResponseCode("UNAVAILABLE"), "The exchange was interrupted, try again");
        }
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }
}
