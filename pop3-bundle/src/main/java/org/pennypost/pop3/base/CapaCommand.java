// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.pop3.Pop3Writer;
import org.pennypost.pop3.engine.Extension;
import org.pennypost.pop3.engine.Words;

/** {@code CAPA}: what is installed now. */
@Rfc(number = 2449, section = "5")
final class CapaCommand implements Pop3Command {
    private final Supplier<Words> words;

    CapaCommand(Supplier<Words> words) {
        this.words = words;
    }

    @Override
    public String name() {
        return "CAPA";
    }

    @Override
    public Set<Pop3Session.State> states() {
        return EnumSet.allOf(Pop3Session.State.class);
    }

    @Override
    public Outcome run(Pop3Session session, String arguments, Pop3Writer out) {
        Outcome refused = Arguments.none(arguments);
        if (refused != null) {
            return refused;
        }
        List<String> lines = new ArrayList<>();
        for (Extension extension : words.get().extensions()) {
            lines.addAll(extension.capabilities(session));
        }
        return Outcome.stream("capability list follows", new Rows(lines, out));
    }

    private record Rows(List<String> lines, Pop3Writer out) implements Outcome.Stream {
        @Override
        public @Nullable Outcome next() {
            lines.forEach(out::line);
            return Outcome.done("");
        }

        @Override
        public String position() {
            return "0";
        }
    }
}
