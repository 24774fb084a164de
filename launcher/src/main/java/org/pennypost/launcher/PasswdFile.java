// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The text of a password file in Dovecot's passwd-file format, {@code name:{SCHEME}hash:uid:gid:gecos:home:shell:extra}. Comments,
 * order and fields we do not know stay as they are.
 */
final class PasswdFile {
    private static final String REFUSED_LETTERS = ":/\\\"'*%,;<>|";
    private static final String EMPTY_FIELDS = "::::::";

    private final List<String> lines;

    private PasswdFile(List<String> lines) {
        this.lines = new ArrayList<>(lines);
    }

    /** Takes a file apart; a line that is neither entry nor comment is refused with its number. */
    static PasswdFile parse(List<String> lines) throws BrokenLine {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!comment(line) && line.indexOf(':') <= 0) {
                throw new BrokenLine("line " + (i + 1) + ": expected name:{SCHEME}hash:uid:gid:gecos:home:shell:extra");
            }
        }
        return new PasswdFile(lines);
    }

    /** The name as the server looks it up (lower case), or a usage error that says which letters are refused. */
    static String checkedName(String typed) {
        String name = typed.toLowerCase(Locale.ROOT);
        boolean refused = name.isEmpty()
                || name.startsWith("#")
                || name.startsWith(".")
                || name.contains("..")
                || name.chars()
                        .anyMatch(c ->
                                c <= ' ' || c == 0x7f || Character.isWhitespace(c) || REFUSED_LETTERS.indexOf(c) >= 0);
        if (refused) {
            throw ExitException.usage("name \"" + typed.replaceAll("\\p{Cntrl}", "?")
                    + "\" is not possible: no spaces, no control characters, none of " + REFUSED_LETTERS
                    + ", no '#' or '.' in front, no '..'");
        }
        return name;
    }

    List<String> names() {
        return List.copyOf(index().keySet());
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    boolean contains(String name) {
        return index().containsKey(name);
    }

    void add(String name, String hash) {
        lines.add(name + ":" + hash + EMPTY_FIELDS);
    }

    /** Changes the second field only. */
    void password(String name, String hash) {
        int at = index().getOrDefault(name, -1);
        String line = lines.get(at);
        int first = line.indexOf(':');
        int second = line.indexOf(':', first + 1);
        lines.set(at, line.substring(0, first + 1) + hash + (second < 0 ? EMPTY_FIELDS : line.substring(second)));
    }

    void remove(String name) {
        lines.removeIf(line -> !comment(line) && name(line).equals(name));
    }

    /** Takes over the entries of another file; one of the same name is replaced. Answers how many were replaced. */
    int merge(PasswdFile other) {
        int replaced = 0;
        for (String line : other.lines) {
            if (comment(line)) {
                continue;
            }
            String name = checkedName(name(line));
            String entry = name + line.substring(line.indexOf(':'));
            Integer at = index().get(name);
            if (at == null) {
                lines.add(entry);
            } else {
                lines.set(at, entry);
                replaced++;
            }
        }
        return replaced;
    }

    private Map<String, Integer> index() {
        Map<String, Integer> names = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!comment(lines.get(i))) {
                names.put(name(lines.get(i)), i);
            }
        }
        return names;
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(':'));
    }

    private static boolean comment(String line) {
        return line.isBlank() || line.startsWith("#");
    }

    /** A line that is no entry. */
    static final class BrokenLine extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenLine(String message) {
            super(message);
        }
    }
}
