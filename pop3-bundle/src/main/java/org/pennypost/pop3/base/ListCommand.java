// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Maildrop;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.pop3.Pop3Writer;

/** {@code LIST [n]} and {@code UIDL [n]}: the size or the unique id of one message or of all. */
@Rfc(number = 1939, section = "5")
@Rfc(number = 1939, section = "7")
final class ListCommand implements Pop3Command {
    private static final int BATCH = 1000;

    private final String name;

    ListCommand(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Pop3Session.State> states() {
        return Set.of(Pop3Session.State.TRANSACTION);
    }

    private String row(Maildrop maildrop, int number) {
        return number + " " + (name.equals("UIDL") ? maildrop.uidl(number) : maildrop.octets(number));
    }

    @Override
    public Outcome run(Pop3Session session, String arguments, Pop3Writer out) {
        Maildrop maildrop = session.maildrop();
        if (arguments.isEmpty()) {
            return Outcome.stream("list follows", new Rows(maildrop, out, 1));
        }
        int number = Arguments.message(maildrop, arguments);
        return number == 0 ? Arguments.refusal(arguments) : Outcome.done(row(maildrop, number));
    }

    @Override
    public Outcome resume(Pop3Session session, String arguments, Pop3Writer out, String position) {
        return Outcome.stream("list follows", new Rows(session.maildrop(), out, Integer.parseInt(position)));
    }

    private final class Rows implements Outcome.Stream {
        private final Maildrop maildrop;
        private final Pop3Writer out;
        private int number;

        Rows(Maildrop maildrop, Pop3Writer out, int number) {
            this.maildrop = maildrop;
            this.out = out;
            this.number = number;
        }

        @Override
        public @Nullable Outcome next() {
            for (int i = 0; i < BATCH && number <= maildrop.size(); i++, number++) {
                if (maildrop.has(number)) {
                    out.line(row(maildrop, number));
                }
            }
            return number > maildrop.size() ? Outcome.done("") : null;
        }

        @Override
        public String position() {
            return String.valueOf(number);
        }
    }
}
