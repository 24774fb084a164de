// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.script;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands for octets in a client's line. */
final class Octets {
    private static final Pattern WORD = Pattern.compile("<(CRLF|CR|LF|NUL|TAB|SP|x[0-9A-F]{2}|(\\d+)\\*([^>]+))>");
    private static final Pattern VALUE = Pattern.compile("\\$\\{(\\w+)}");
    private static final String NO_END = "<NOEOL>";

    private Octets() {}

    /** Returns octets as characters of ISO 8859-1, with values put in. */
    static String of(String text, Map<String, String> names) {
        String octets = new String(values(text, names).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return WORD.matcher(octets)
                .replaceAll(match -> Matcher.quoteReplacement(word(match.group(1), match.group(2), match.group(3))));
    }

    private static String word(String word, String count, String repeated) {
        return switch (word) {
            case "CRLF" -> "\r\n";
            case "CR" -> "\r";
            case "LF" -> "\n";
            case "NUL" -> "\0";
            case "TAB" -> "\t";
            case "SP" -> " ";
            default ->
                count == null
                        ? String.valueOf((char) Integer.parseInt(word.substring(1), 16))
                        : repeated.repeat(Integer.parseInt(count));
        };
    }

    static String values(String text, Map<String, String> names) {
        return VALUE.matcher(text).replaceAll(match -> {
            String value = names.get(match.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no value ${" + match.group(1) + "}");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** Puts the end of the line where it belongs. */
    static String end(String octets) {
        return octets.endsWith(NO_END) ? octets.substring(0, octets.length() - NO_END.length()) : octets + "\r\n";
    }

    /** Returns how long a literal is that the next step sends: a block to its end, a line without its own end. */
    static int length(String literal, boolean block) {
        String plain = literal.replace(NO_END, "");
        return block && literal.contains(NO_END) ? plain.length() - 2 : plain.length();
    }
}
