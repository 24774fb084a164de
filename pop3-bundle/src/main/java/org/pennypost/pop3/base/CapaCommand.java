// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.pop3.Pop3Writer;
import org.pennypost.pop3.engine.Extension;
import org.pennypost.pop3.engine.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code CAPA}: what is installed now. */
@Rfc(number = 2449, section = "5")
final class CapaCommand implements Pop3Command {
    private static final Logger LOG = LoggerFactory.getLogger(CapaCommand.class);

    /** RFC 2449 §3: a tag without dots, and parameters; 512 octets with CRLF */
    private static final Pattern LINE = Pattern.compile("(?=.{1,510}$)[\\x21-\\x2D\\x2F-\\x7E]+( [\\x21-\\x7E]+)*");

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
            lines.addAll(lines(extension, session));
        }
        return Outcome.stream("capability list follows", new Rows(lines, out));
    }

    /** what one extension announces; one that cannot say it announces nothing */
    private static List<String> lines(Extension extension, Pop3Session session) {
        try {
            List<String> lines = extension.capabilities(session);
            if (lines.stream().allMatch(line -> LINE.matcher(line).matches())) {
                return lines;
            }
            LOG.error("{} announces what is no capability: {}", extension.name(), lines);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("{} cannot say what it announces", extension.name(), e);
        }
        return List.of();
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
