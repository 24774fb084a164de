// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.access.Login;
import org.pennypost.api.access.LoginExchange;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.pop3.Pop3Writer;
import org.pennypost.pop3.engine.Conversation;
import org.pennypost.pop3.engine.Wording;

/**
 * {@code AUTH mechanism [initial-response]}: an exchange of a SASL mechanism, each side's octets in base64. An exchange in
 * which the server has asked for nothing but the first response goes on over an exchange of bundles; another one ends.
 */
@Rfc(number = 5034, section = "4")
final class AuthCommand implements Pop3Command {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]*+={0,2}");
    private static final Outcome BROKEN_OFF =
            Outcome.no(new ResponseCode("SYS/TEMP"), "authentication was broken off, try again");
    private static final String SLOT = "AUTH";
    private static final String RESPONSE = "response";
    private static final String CHALLENGED = "challenged";

    private final Login login;

    AuthCommand(Login login) {
        this.login = login;
    }

    @Override
    public String name() {
        return "AUTH";
    }

    @Override
    public Set<Pop3Session.State> states() {
        return Set.of(Pop3Session.State.AUTHORIZATION);
    }

    @Override
    public Outcome run(Pop3Session session, String arguments, Pop3Writer out) {
        String[] words = arguments.stripTrailing().split(" ", -1);
        if (words[0].isEmpty() || words.length > 2) {
            return Outcome.bad("a mechanism expected, and at most one initial response in base64");
        }
        Map<String, String> slot = session.slot(SLOT);
        if (slot.containsKey(CHALLENGED)) {
            slot.clear();
            return BROKEN_OFF;
        }
        Optional<LoginExchange> exchange = login.begin(words[0], "POP3", session.peer());
        if (exchange.isEmpty()) {
            return Outcome.no("there is no such mechanism here");
        }
        Optional<Outcome> refused = exchange.get().refused().map(Wording::of);
        if (refused.isPresent()) {
            return refused.get();
        }
        String initial = words.length == 2 ? words[1] : slot.get(RESPONSE);
        return new Dialogue((Conversation) session, slot, exchange.get()).begin(initial);
    }

    @Override
    public Outcome resume(Pop3Session session, String arguments, Pop3Writer out, String position) {
        Map<String, String> slot = session.slot(SLOT);
        if (slot.containsKey(CHALLENGED)) {
            slot.clear();
            return Outcome.ask("", line -> BROKEN_OFF);
        }
        return run(session, arguments, out);
    }

    private static boolean isBase64(String text) {
        return text.length() % 4 == 0 && BASE64.matcher(text).matches();
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text);
    }

    /** One exchange. */
    private record Dialogue(Conversation conversation, Map<String, String> slot, LoginExchange exchange)
            implements Outcome.Reply {
        Outcome begin(@Nullable String initial) {
            if (initial == null) {
                return conversation.exchange(exchange, done -> exchange.begin(null, done), this::opened);
            }
            String response = initial.equals("=") ? "" : initial;
            return isBase64(response)
                    ? conversation.exchange(exchange, done -> exchange.begin(decoded(response), done), this::answered)
                    : notBase64();
        }

        /** what is asked where the client has said nothing yet: where he speaks first it tells him nothing */
        private Outcome opened(LoginExchange.Turn turn) {
            return !exchange.serverFirst() && turn instanceof LoginExchange.Turn.Challenge challenge
                    ? ask(challenge)
                    : answered(turn);
        }

        @Override
        public Outcome line(byte[] octets) {
            String response = new String(octets, StandardCharsets.ISO_8859_1);
            if (!exchange.serverFirst() && !slot.containsKey(CHALLENGED)) {
                slot.put(RESPONSE, response.isEmpty() ? "=" : response);
            }
            return isBase64(response)
                    ? conversation.exchange(exchange, done -> exchange.next(decoded(response), done), this::answered)
                    : notBase64();
        }

        private Outcome notBase64() {
            cancel();
            return Outcome.bad("base64 expected");
        }

        private Outcome ask(LoginExchange.Turn.Challenge challenge) {
            return Outcome.ask(Base64.getEncoder().encodeToString(challenge.octets()), this);
        }

        private Outcome answered(LoginExchange.Turn turn) {
            if (turn instanceof LoginExchange.Turn.Challenge challenge) {
                slot.remove(RESPONSE);
                slot.put(CHALLENGED, "");
                return ask(challenge);
            }
            slot.clear();
            return turn instanceof LoginExchange.Turn.Ended ended
                    ? conversation.enter(ended.result())
                    : Outcome.bad(((LoginExchange.Turn.Malformed) turn).text());
        }

        @Override
        public void cancel() {
            slot.clear();
            exchange.cancel();
        }
    }
}
