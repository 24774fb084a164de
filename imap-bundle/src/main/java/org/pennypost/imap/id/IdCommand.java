// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.id;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** ID: what the client tells of itself goes to the log, and nowhere else. */
@Rfc(number = 2971, section = "3.1")
@Rfc(number = 2971, section = "3.2")
final class IdCommand implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(IdCommand.class);

    private final Supplier<Map<String, String>> own;

    IdCommand(Supplier<Map<String, String>> own) {
        this.own = own;
    }

    @Override
    public String name() {
        return "ID";
    }

    @Override
    public Traits traits() {
        return Traits.anywhere();
    }

    /** {@code id = "ID" SP id_params_list}. */
    @Override
    public Call parse(ImapReader in) {
        in.sp();
        String told = in.word("NIL") ? "NIL" : fields(in);
        in.end();
        return (session, out) -> {
            LOG.debug("session {}: the client is {}", session.peer().id(), told);
            IdFields.write(own.get(), out);
            return Outcome.done("ID completed");
        };
    }

    /** {@code id_params_list = "(" #(string SP nstring) ")" / nil}. */
    private static String fields(ImapReader in) {
        in.expect('(');
        StringJoiner told = new StringJoiner(", ");
        if (in.next(')')) {
            return "";
        }
        int pairs = 0;
        do {
            if (++pairs > IdFields.PAIRS) {
                throw in.expected("at most " + IdFields.PAIRS + " fields");
            }
            String field = string(in, IdFields.FIELD, "a field of at most ");
            in.sp();
            String value = in.word("NIL") ? "NIL" : string(in, IdFields.VALUE, "a value of at most ");
            told.add(escaped(field) + "=" + escaped(value));
        } while (in.next(' '));
        in.expect(')');
        return told.toString();
    }

    private static String string(ImapReader in, int most, String what) {
        int here = in.offset();
        String text = in.string();
        if (text.getBytes(StandardCharsets.UTF_8).length > most) {
            in.back(here);
            throw in.expected(what + most + " octets");
        }
        return text;
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c < ' ' || c > 0x7E || c == '\\') {
                safe.append(String.format("\\u{%x}", c));
            } else {
                safe.append((char) c);
            }
        });
        return safe.toString();
    }
}
