// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pennypost.api.net.Transcript;

/**
 * What of a conversation in IMAP may be in a log. A line of the client is shown if its command is known and takes no
 * secret; what stands behind a literal is not shown, since it may belong to any command. Of a challenge nothing is shown,
 * and tags only where they were the client's: else they may be anything that he has sent.
 */
final class ImapTranscript implements Transcript {
    private static final Set<String> SECRET = Set.of("LOGIN", "AUTHENTICATE");
    private static final Pattern LITERAL = Pattern.compile("\\{([0-9]{1,18})\\+?\\}$");
    private static final int MOST_TAGS = 100;

    private final Supplier<Grammar> words;
    private final Set<String> tags = new LinkedHashSet<>();
    private boolean clientGoesOn;
    private boolean serverGoesOn;

    ImapTranscript(Supplier<Grammar> words) {
        this.words = words;
    }

    @Override
    public String client(String line) {
        boolean rest = clientGoesOn;
        clientGoesOn = literal(line).isPresent();
        String announced = clientGoesOn ? "… " + line.substring(line.lastIndexOf('{')) : "…";
        if (rest) {
            return announced;
        }
        String[] parts = line.split(" ", 3);
        if (parts.length < 2) {
            return line.equalsIgnoreCase("DONE") ? line : announced;
        }
        String word = parts[1].toUpperCase(Locale.ROOT);
        if (!words.get().begins(word)) {
            return announced;
        }
        if (tags.size() >= MOST_TAGS) {
            tags.remove(tags.iterator().next());
        }
        tags.add(parts[0]);
        return SECRET.contains(word) ? parts[0] + " " + word + " " + announced : line;
    }

    @Override
    public String server(String line) {
        boolean rest = serverGoesOn;
        serverGoesOn = literal(line).isPresent();
        if (rest || line.startsWith("* ")) {
            return line;
        }
        if (line.startsWith("+")) {
            return "+ …";
        }
        int space = line.indexOf(' ');
        if (space > 0 && tags.remove(line.substring(0, space))) {
            return line;
        }
        return space > 0 ? "…" + line.substring(space) : "…";
    }

    @Override
    public OptionalLong literal(String line) {
        if (!line.endsWith("}")) {
            return OptionalLong.empty();
        }
        Matcher matcher = LITERAL.matcher(line);
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
