// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a server's line must look like: text as it stands, with parts between angle brackets.
 *
 * <pre>
 * &lt;any&gt;          anything, also nothing
 * &lt;num&gt;          digits
 * &lt;/re/&gt;         a regular expression
 * &lt;name=re&gt;      the same, kept as ${name}
 * &lt;has A B&gt;      anything that contains these words
 * &lt;not A B&gt;      anything that contains none of these words
 * &lt;set A B&gt;      exactly these words, in any order
 * </pre>
 *
 * <p>A line that expects no more than a status ({@code a OK}, {@code * BYE}, {@code +OK}, {@code -ERR}, {@code +}) or a
 * status and a response code lets any text follow: its wording is the server's own.
 */
final class Expectation {
    private static final Pattern PART =
            Pattern.compile("<(any|num|/.*?/|[a-z]\\w*=.*?|has [^>]*|not [^>]*|set [^>]*)>");
    private static final Pattern BARE_STATUS = Pattern.compile(
            "(?i)(\\+|(\\S+) (OK|NO|BAD|BYE|PREAUTH)( \\[.*])?|(\\+OK|-ERR)( \\[.*])?)", Pattern.DOTALL);

    private final String source;
    private final Pattern regex;
    private final List<Rule> rules = new ArrayList<>();

    /** What a part demands beyond its expression; a plain name demands nothing and is kept. */
    private record Rule(String kind, List<String> words) {
        boolean accepts(String text) {
            List<String> there = Arrays.asList(text.trim().split("[ ()\r\n]+"));
            return switch (kind) {
                case "has" -> there.containsAll(words);
                case "not" -> words.stream().noneMatch(there::contains);
                case "set" ->
                    there.stream()
                            .sorted()
                            .toList()
                            .equals(words.stream().sorted().toList());
                default -> true;
            };
        }
    }

    Expectation(String expected) {
        source = expected;
        StringBuilder text = new StringBuilder();
        Matcher parts = PART.matcher(expected);
        int from = 0;
        while (parts.find()) {
            text.append(quote(expected.substring(from, parts.start())));
            text.append('(').append(part(parts.group(1))).append(')');
            from = parts.end();
        }
        text.append(quote(expected.substring(from)));
        if (BARE_STATUS.matcher(expected).matches()) {
            text.append("(?: .*)?");
        }
        try {
            regex = Pattern.compile(text.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not an expectation: " + expected, e);
        }
    }

    private static String quote(String text) {
        return text.isEmpty() ? "" : Pattern.quote(text);
    }

    private String part(String part) {
        if (part.equals("any") || part.equals("num")) {
            rules.add(new Rule("any", List.of()));
            return part.equals("num") ? "\\d+" : ".*";
        }
        if (part.startsWith("/")) {
            rules.add(new Rule("any", List.of()));
            return withoutGroups(part.substring(1, part.length() - 1));
        }
        if (part.startsWith("has ") || part.startsWith("not ") || part.startsWith("set ")) {
            List<String> words = Arrays.stream(part.substring(4).trim().split(" +"))
                    .filter(word -> !word.isEmpty())
                    .toList();
            rules.add(new Rule(part.substring(0, 3), part.equals("set ") ? List.of("") : words));
            return ".*?";
        }
        int sign = part.indexOf('=');
        rules.add(new Rule("=" + part.substring(0, sign), List.of()));
        return withoutGroups(part.substring(sign + 1));
    }

    /** Groups of an author's expression must not shift ours. */
    private static String withoutGroups(String expression) {
        return expression.replaceAll("(?<!\\\\)\\((?!\\?)", "(?:");
    }

    /** Tells whether a line fits, and keeps what its names caught. */
    boolean matches(String line, Map<String, String> names) {
        Matcher matcher = regex.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        for (int i = 0; i < rules.size(); i++) {
            if (!rules.get(i).accepts(matcher.group(i + 1))) {
                return false;
            }
        }
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).kind.startsWith("=")) {
                names.put(rules.get(i).kind.substring(1), matcher.group(i + 1));
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return source;
    }
}
