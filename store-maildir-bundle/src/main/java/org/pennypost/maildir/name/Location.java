// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;

/**
 * Where a user's mail lies, in Dovecot's words: {@code maildir:PATH[:LAYOUT=fs][:INBOX=PATH][:CONTROL=PATH][:INDEX=PATH]
 * [:UTF-8]} with {@code %u} (user), {@code %n} (its local part), {@code %d} (its domain), {@code %h} or {@code ~} (home).
 */
public final class Location {
    /** How the names of all mailboxes but INBOX begin. */
    public enum Prefix {
        /** As with the server that has kept the tree: Courier begins them with INBOX. */
        AUTO,
        /** As they are called. */
        NONE,
        /** With INBOX and the separator. */
        INBOX
    }

    private static final String SCHEME = "maildir:";

    private final String root;
    private final boolean nested;
    private final boolean utf8;
    private final Optional<String> inbox;
    private final Optional<String> control;
    private final Optional<String> index;

    private Location(String root, List<String> options) {
        this.root = root;
        this.nested = options.stream().anyMatch(option -> option.equalsIgnoreCase("LAYOUT=fs"));
        this.utf8 = options.stream().anyMatch(option -> option.equalsIgnoreCase("UTF-8"));
        this.inbox = option(options, "INBOX=");
        this.control = option(options, "CONTROL=");
        this.index = option(options, "INDEX=");
    }

    /**
     * Reads a location.
     *
     * @throws MailException INVALID with what was expected
     */
    public static Location parse(String text) {
        if (!text.startsWith(SCHEME)) {
            throw new MailException(Problem.INVALID, "expected maildir:PATH, not " + text);
        }
        List<String> fields =
                new ArrayList<>(List.of(text.substring(SCHEME.length()).split(":", -1)));
        String root = fields.remove(0);
        if (root.isEmpty()) {
            throw new MailException(Problem.INVALID, "expected a path behind maildir: in " + text);
        }
        for (String field : fields) {
            String word = field.toUpperCase(Locale.ROOT);
            boolean known = word.equals("UTF-8")
                    || word.equals("LAYOUT=FS")
                    || word.equals("LAYOUT=MAILDIR++")
                    || word.startsWith("INBOX=")
                    || word.startsWith("CONTROL=")
                    || word.startsWith("INDEX=");
            if (!known) {
                throw new MailException(
                        Problem.INVALID,
                        "unknown option " + field + " in " + text
                                + ": LAYOUT=fs, LAYOUT=maildir++, INBOX=, CONTROL=, INDEX= or UTF-8");
            }
        }
        return new Location(root, fields);
    }

    private static Optional<String> option(List<String> options, String key) {
        return options.stream()
                .filter(option -> option.regionMatches(true, 0, key, 0, key.length()))
                .map(option -> option.substring(key.length()))
                .findFirst();
    }

    /** Returns the folder that holds the mail of all users, if the location names one. */
    public Optional<Path> commonRoot() {
        int variable = root.indexOf('%');
        if (root.startsWith("~") || variable == 0) {
            return Optional.empty();
        }
        String fixed = variable < 0 ? root : root.substring(0, root.lastIndexOf('/', variable) + 1);
        return fixed.isEmpty() ? Optional.empty() : Optional.of(Path.of(fixed));
    }

    /**
     * Returns the tree of a user.
     *
     * @param prefix how all names but INBOX begin
     * @throws MailException NO_PERMISSION if his name or home cannot be part of a path
     */
    public Tree tree(Identity identity, Prefix prefix) {
        Path top = path(root, identity);
        Optional<Path> controls = control.map(text -> path(text, identity));
        Optional<Path> indexes = index.map(text -> path(text, identity));
        Tree.Roots roots = new Tree.Roots(
                top, inbox.map(text -> path(text, identity)).orElse(top), controls.orElse(null), indexes.orElse(null));
        Former former = nested ? Former.NOBODY : Former.of(roots);
        boolean prefixed = prefix == Prefix.INBOX || (prefix == Prefix.AUTO && former == Former.COURIER);
        try {
            FolderCodec codec = new FolderCodec(utf8 || former.utf8(top), !nested);
            return new Tree(roots, nested ? Optional.empty() : Optional.of(former), new FolderNames(codec, prefixed));
        } catch (IOException e) {
            throw new MailException(Problem.UNAVAILABLE, "cannot read " + top + ": " + e.getMessage(), e);
        }
    }

    private static Path path(String text, Identity identity) {
        StringBuilder out = new StringBuilder();
        String rest = text;
        if (rest.equals("~") || rest.startsWith("~/")) {
            out.append(home(identity));
            rest = rest.substring(1);
        }
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c != '%' || i + 1 == rest.length()) {
                out.append(c);
                continue;
            }
            i++;
            out.append(variable(rest.charAt(i), identity));
        }
        Path path = Path.of(out.toString());
        if (!path.isAbsolute()) {
            throw new MailException(Problem.NO_PERMISSION, "the mail location is not an absolute path: " + out);
        }
        return path;
    }

    private static String variable(char name, Identity identity) {
        String user = identity.user();
        int at = user.lastIndexOf('@');
        return switch (name) {
            case 'u' -> safe(user);
            case 'n' -> safe(at < 0 ? user : user.substring(0, at));
            case 'd' -> at < 0 ? "" : safe(user.substring(at + 1));
            case 'h' -> home(identity);
            case '%' -> "%";
            default -> throw new MailException(Problem.INVALID, "unknown variable %" + name + " in a mail location");
        };
    }

    private static String home(Identity identity) {
        return identity.attribute(Identity.HOME)
                .orElseThrow(() ->
                        new MailException(Problem.NO_PERMISSION, "user " + identity.user() + " has no home directory"));
    }

    private static String safe(String part) {
        if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('/') >= 0) {
            throw new MailException(Problem.NO_PERMISSION, "the user's name cannot be part of a path");
        }
        return part;
    }
}
