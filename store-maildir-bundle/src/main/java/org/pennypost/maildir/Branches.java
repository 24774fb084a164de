// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.maildir.disk.Owner;
import org.pennypost.maildir.index.Folder;
import org.pennypost.maildir.index.Folders;
import org.pennypost.maildir.index.Trouble;
import org.pennypost.maildir.name.FolderPaths;
import org.pennypost.maildir.name.Tree;

/** Makes, removes and renames the folders of a tree. */
final class Branches {
    /** a name that no mailbox can have, since a part of it would be empty */
    private static final String TRASH = "..pennypost-deleted-";

    private final Tree tree;
    private final Folders folders;

    Branches(Tree tree, Folders folders) {
        this.tree = tree;
        this.folders = folders;
    }

    void create(MailboxName name) {
        if (name.isInbox() || tree.exists(name)) {
            throw new MailException(Problem.EXISTS, "the mailbox exists already");
        }
        FolderPaths paths = tree.paths(name);
        try {
            Owner.folder(paths.dir());
            Owner.folder(paths.fresh());
            Owner.folder(paths.tmp());
            if (!tree.nested() && !Files.exists(paths.dir().resolve("maildirfolder"))) {
                Owner.file(Files.createFile(paths.dir().resolve("maildirfolder")));
            }
            Owner.folder(paths.cur());
            Owner.folder(paths.control());
            Owner.folder(paths.index());
            for (Path dir : List.of(paths.dir(), above(paths.dir()))) {
                folders.fsync().change(dir);
            }
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    /** Makes what only others shall lie below: a folder in the nested layout, nothing in the other. */
    void createParent(MailboxName name) {
        if (name.isInbox() || tree.exists(name)) {
            throw new MailException(Problem.EXISTS, "the mailbox exists already");
        }
        FolderPaths paths = tree.paths(name);
        try {
            if (tree.nested()) {
                Owner.folder(paths.dir());
            }
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    private boolean hasChildren(MailboxName name) throws IOException {
        return tree.list().keySet().stream().anyMatch(other -> other.isBelow(name));
    }

    void delete(MailboxName name) {
        if (name.isInbox()) {
            throw new MailException(Problem.INVALID, "INBOX cannot be deleted");
        }
        try {
            boolean children = hasChildren(name);
            FolderPaths paths = tree.paths(name);
            if (!tree.exists(name)) {
                if (children) {
                    throw new MailException(Problem.INVALID, "a name that has children cannot be deleted");
                }
                if (!Files.isDirectory(paths.dir())) {
                    throw new MailException(Problem.NOT_FOUND, "no such mailbox");
                }
            }
            List<Folder> gone = folders.lose(paths.dir());
            for (Path dir : places(paths)) {
                if (tree.nested() && children) {
                    removeFiles(dir);
                } else {
                    remove(dir);
                    prune(dir);
                }
            }
            folders.fsync().change(tree.root());
            gone.forEach(Folder::ringOut);
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    private static Path above(Path dir) {
        return Objects.requireNonNull(dir.getParent());
    }

    private static Set<Path> places(FolderPaths paths) {
        Set<Path> places = new LinkedHashSet<>();
        places.add(paths.dir());
        places.add(paths.control());
        places.add(paths.index());
        return places;
    }

    /** Removes a folder: out of sight in one step, then file by file. A link goes, what it points to stays. */
    private void remove(Path dir) throws IOException {
        if (Files.isSymbolicLink(dir)) {
            Files.delete(dir);
            return;
        }
        Path trash = tree.root().resolve(TRASH + UUID.randomUUID());
        try {
            Files.move(dir, trash, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return;
        } catch (AtomicMoveNotSupportedException e) {
            trash = dir;
        }
        Files.walkFileTree(trash, new Remover(null));
    }

    /** Removes the folders above a place that were only there for what was in it. */
    private void prune(Path place) throws IOException {
        List<Path> roots = List.of(tree.root(), tree.control(), tree.index());
        Path dir = place.getParent();
        while (tree.nested() && dir != null && !roots.contains(dir)) {
            try {
                Files.deleteIfExists(dir);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
            dir = dir.getParent();
        }
    }

    /** Removes a mailbox but leaves the folders of its children. */
    private static void removeFiles(Path dir) throws IOException {
        for (String own : List.of("cur", "new", "tmp")) {
            Path place = dir.resolve(own);
            if (Files.isDirectory(place)) {
                Files.walkFileTree(place, new Remover(null));
            }
        }
        if (Files.isDirectory(dir)) {
            Files.walkFileTree(dir, Set.of(), 1, new Remover(dir));
        }
    }

    /** Deletes what it visits, without following links. */
    private static final class Remover extends SimpleFileVisitor<Path> {
        private final @Nullable Path kept;

        Remover(@Nullable Path kept) {
            this.kept = kept;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!attributes.isDirectory()) {
                Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
            if (!dir.equals(kept)) {
                try {
                    Files.deleteIfExists(dir);
                } catch (DirectoryNotEmptyException busy) {
                    // somebody put a file there meanwhile: it stays out of sight
                    return FileVisitResult.CONTINUE;
                }
            }
            return FileVisitResult.CONTINUE;
        }
    }

    /**
     * Gives a mailbox and all below it other names.
     *
     * @return old and new names
     */
    Map<MailboxName, MailboxName> rename(MailboxName from, MailboxName to) {
        try {
            Set<MailboxName> all = tree.list().keySet();
            Map<MailboxName, MailboxName> moves = new LinkedHashMap<>();
            for (MailboxName name : all) {
                if (name.equals(from) || name.isBelow(from)) {
                    moves.put(name, name.renamed(from, to));
                }
            }
            if (moves.isEmpty()) {
                throw new MailException(Problem.NOT_FOUND, "no such mailbox");
            }
            if (to.isBelow(from)) {
                throw new MailException(Problem.INVALID, "a mailbox cannot be moved below itself");
            }
            boolean taken = to.isInbox() || all.stream().anyMatch(name -> name.equals(to) || name.isBelow(to));
            if (taken) {
                throw new MailException(Problem.EXISTS, "the mailbox exists already");
            }
            List<Folder> gone = new ArrayList<>();
            moves.keySet()
                    .forEach(name -> gone.addAll(folders.lose(tree.paths(name).dir())));
            move(from, to, moves);
            gone.forEach(Folder::ringOut);
            return moves;
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    private void move(MailboxName from, MailboxName to, Map<MailboxName, MailboxName> moves) throws IOException {
        List<Map.Entry<MailboxName, MailboxName>> steps =
                tree.nested() ? List.of(Map.entry(from, to)) : new ArrayList<>(moves.entrySet());
        for (Map.Entry<MailboxName, MailboxName> step : steps) {
            List<Path> old = new ArrayList<>(places(tree.paths(step.getKey())));
            List<Path> now = new ArrayList<>(places(tree.paths(step.getValue())));
            for (int i = 0; i < old.size(); i++) {
                if (Files.isDirectory(old.get(i))) {
                    Owner.folder(above(now.get(i)));
                    Files.move(old.get(i), now.get(i), StandardCopyOption.ATOMIC_MOVE);
                    folders.fsync().change(above(now.get(i)));
                    prune(old.get(i));
                }
            }
        }
    }
}
