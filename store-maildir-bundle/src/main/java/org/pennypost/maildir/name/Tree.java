// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.maildir.disk.FsyncPolicy;

/**
 * Which folder on disk is which mailbox. Maildir++: {@code A/B} is the folder {@code .A.B} beside the INBOX's cur/. Nested
 * ({@code LAYOUT=fs}): the folder {@code A/B}, of which {@code A} may have no cur/.
 */
public final class Tree {
    private static final int DEEPEST = 100;

    private final Roots roots;
    private final boolean nested;
    private final Former former;
    private final FolderNames names;

    /**
     * Where things begin.
     *
     * @param mail the folder of the mailboxes
     * @param inbox the INBOX's folder
     * @param control the folder for what programs share, null for that of each mailbox
     * @param index the folder for our index, null for that of each mailbox
     */
    public record Roots(
            Path mail,
            Path inbox,
            @Nullable Path control,
            @Nullable Path index) {}

    /**
     * Makes a tree.
     *
     * @param former who has kept it as a Maildir++; empty if it is nested
     */
    public Tree(Roots roots, Optional<Former> former, FolderNames names) {
        this.roots = roots;
        this.nested = former.isEmpty();
        this.former = former.orElse(Former.NOBODY);
        this.names = names;
    }

    /** Returns the folder of the mailboxes. */
    public Path root() {
        return roots.mail;
    }

    /** Returns the folder with subscriptions and other files of the whole account. */
    public Path control() {
        return roots.control == null ? roots.mail : roots.control;
    }

    /** Returns the folder under which our own files of the whole account are. */
    public Path index() {
        return roots.index == null ? roots.mail : roots.index;
    }

    /** Returns the keeper of the list of subscriptions. */
    public Subscriptions subscriptions(FsyncPolicy fsync) {
        return new Subscriptions(control().resolve("subscriptions"), names, nested ? '/' : '.', fsync);
    }

    /** Returns who has kept the tree. */
    public Former former() {
        return former;
    }

    /** Returns what every name but INBOX begins with; empty for nothing. */
    public String prefix(char separator) {
        return names.prefix(separator);
    }

    /** Tells whether a folder without cur/ is only a parent; else every folder is a mailbox. */
    public boolean nested() {
        return nested;
    }

    /**
     * Returns how a name is written below the root.
     *
     * @throws MailException INVALID if the file system cannot keep it
     */
    public String key(MailboxName name) {
        StringBuilder key = new StringBuilder();
        for (String part : names.parts(name)) {
            key.append(nested ? (key.length() == 0 ? "" : "/") : ".").append(part);
        }
        for (String part : key.toString().split("/")) {
            if (part.length() > 255) {
                throw new MailException(Problem.INVALID, "the mailbox name is too long for the file system");
            }
        }
        return key.toString();
    }

    /** Returns the mailbox of a key, empty if it is none of ours. */
    public Optional<MailboxName> name(String key) {
        String path = nested ? key : key.substring(1);
        try {
            return Optional.of(names.name(path.split(nested ? "/" : "\\.", -1)));
        } catch (MailException e) {
            return Optional.empty();
        }
    }

    /** Returns where a mailbox's files are, whether it exists or not. */
    public FolderPaths paths(MailboxName name) {
        if (name.isInbox()) {
            String key = nested ? "INBOX" : ".INBOX";
            return new FolderPaths(
                    roots.inbox,
                    roots.control == null ? roots.inbox : roots.control.resolve(key),
                    roots.index == null ? roots.inbox : roots.index.resolve(key));
        }
        String key = key(name);
        Path dir = roots.mail.resolve(key);
        return new FolderPaths(
                dir,
                roots.control == null ? dir : roots.control.resolve(key),
                roots.index == null ? dir : roots.index.resolve(key));
    }

    /** Tells whether a mailbox is there. */
    public boolean exists(MailboxName name) {
        Path dir = paths(name).dir();
        return Files.isDirectory(nested ? dir.resolve("cur") : dir);
    }

    /** Returns every mailbox but INBOX: true; and in the nested layout parents without mailbox: false. */
    public TreeMap<MailboxName, Boolean> list() throws IOException {
        TreeMap<MailboxName, Boolean> found = new TreeMap<>();
        if (nested) {
            walk(roots.mail, "", found, 0);
        } else {
            for (Path dir : folders(roots.mail, leaf -> leaf.length() > 1 && leaf.charAt(0) == '.')) {
                String key = dir.getFileName().toString();
                name(key).filter(name -> !name.isInbox()).ifPresent(name -> found.put(name, true));
            }
        }
        return found;
    }

    private void walk(Path dir, String prefix, TreeMap<MailboxName, Boolean> found, int depth) throws IOException {
        if (depth == DEEPEST) {
            return;
        }
        Set<String> own = Set.of("cur", "new", "tmp");
        for (Path child : folders(dir, leaf -> leaf.charAt(0) != '.' && !own.contains(leaf))) {
            String leaf = child.getFileName().toString();
            String key = prefix + leaf;
            name(key)
                    .filter(name -> !name.isInbox())
                    .ifPresent(name -> found.put(name, Files.isDirectory(child.resolve("cur"))));
            if (!Files.isSymbolicLink(child)) {
                walk(child, key + "/", found, depth + 1);
            }
        }
    }

    /** Looks only at entries whose names are wanted: a look costs a system call. */
    private static List<Path> folders(Path dir, Predicate<String> wanted) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(dir)) {
            for (Path path : all) {
                if (wanted.test(path.getFileName().toString()) && Files.isDirectory(path)) {
                    folders.add(path);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return folders;
    }
}
