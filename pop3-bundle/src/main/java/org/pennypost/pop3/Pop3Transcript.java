// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.pennypost.api.net.Transcript;
import org.pennypost.pop3.engine.Words;

/**
 * What of a conversation in POP3 may be in a log: commands that are known and take no secret, and status lines. Of
 * challenges and of what answers them nothing is shown; messages and lists are only counted.
 */
final class Pop3Transcript implements Transcript {
    private static final Set<String> SECRET = Set.of("PASS", "APOP", "AUTH");

    private final Supplier<Words> words;
    private boolean asked;

    Pop3Transcript(Supplier<Words> words) {
        this.words = words;
    }

    @Override
    public String client(String line) {
        boolean answer = asked;
        asked = false;
        String word = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        if (answer || !words.get().installed().containsKey(word)) {
            return "…";
        }
        return SECRET.contains(word) ? word + " …" : line;
    }

    @Override
    public String server(String line) {
        if (line.equals("+") || line.startsWith("+ ")) {
            asked = true;
            return "+ …";
        }
        return line.startsWith("+OK") || line.startsWith("-ERR") ? line : "";
    }

    @Override
    public OptionalLong literal(String line) {
        return OptionalLong.empty();
    }
}
