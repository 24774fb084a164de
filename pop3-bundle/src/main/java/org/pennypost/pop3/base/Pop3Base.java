// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pennypost.api.access.Login;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Extension;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.pop3.engine.Words;

/** What every POP3 server has, as an extension like any other. */
public final class Pop3Base implements Pop3Extension {
    private final Login login;
    private final Supplier<Words> words;

    /**
     * Makes the base.
     *
     * @param words all words, for CAPA
     */
    public Pop3Base(Login login, Supplier<Words> words) {
        this.login = login;
        this.words = words;
    }

    @Override
    public String name() {
        return "POP3";
    }

    @Override
    public List<String> capabilities(Pop3Session session) {
        List<String> lines = new ArrayList<>(List.of(
                "TOP",
                "UIDL",
                "RESP-CODES",
                "AUTH-RESP-CODE",
                "PIPELINING",
                "EXPIRE NEVER",
                "IMPLEMENTATION Pennypost"));
        if (login.plaintextAllowed(session.peer())) {
            lines.add("USER");
        }
        String mechanisms = login.mechanisms(session.peer()).stream()
                .map(SaslMechanism::name)
                .collect(Collectors.joining(" "));
        if (!mechanisms.isEmpty()) {
            lines.add("SASL " + mechanisms);
        }
        if (session.state() == Pop3Session.State.AUTHORIZATION && session.peer().offersTls()) {
            lines.add("STLS");
        }
        return lines;
    }

    @Override
    public List<Pop3Command> commands() {
        return List.of(
                new CapaCommand(words),
                new StlsCommand(),
                new UserCommand(login),
                new PassCommand(login),
                new ApopCommand(login),
                new AuthCommand(login),
                new StatCommand(),
                new ListCommand("LIST"),
                new ListCommand("UIDL"),
                new RetrCommand(),
                new TopCommand(),
                new DeleCommand(),
                new NoopCommand(),
                new RsetCommand(),
                new QuitCommand());
    }
}
