// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.engine;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.pennypost.api.plugin.Rfc;

/**
 * The first line of a session. For APOP it ends in a timestamp that no other greeting has, and that nobody can foretell.
 *
 * @param text what it says; without {@code <}, which begins the timestamp
 * @param apop whether it has a timestamp
 * @param host the name of this machine
 */
public record Greeting(String text, boolean apop, String host) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LONGEST = 400;

    /**
     * Checks a greeting.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public Greeting {
        boolean printable = text.chars().allMatch(c -> c >= ' ' && c != 0x7F);
        if (!printable
                || text.contains("<")
                || text.startsWith("[")
                || text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new IllegalArgumentException("greeting: at most " + LONGEST
                    + " octets without controls and <, not beginning with [, are expected, not " + text);
        }
    }

    /** Returns a new timestamp, in the form of a msg-id (RFC 5322 §3.6.4); empty text if there is none. */
    @Rfc(number = 1939, section = "7")
    String timestamp() {
        if (!apop) {
            return "";
        }
        byte[] unique = new byte[12];
        RANDOM.nextBytes(unique);
        return "<" + ProcessHandle.current().pid() + "." + System.currentTimeMillis() + "."
                + HexFormat.of().formatHex(unique) + "@" + right() + ">";
    }

    /** the right side of a msg-id: a host's name as a dot-atom */
    private String right() {
        return host.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*") ? host : "localhost";
    }

    /** Returns the line with a timestamp behind the text. */
    String line(String timestamp) {
        return timestamp.isEmpty() ? text : text.isEmpty() ? timestamp : text + " " + timestamp;
    }
}
