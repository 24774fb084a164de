// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.AppendResult;
import org.pennypost.maildir.lock.DotLock;
import org.pennypost.maildir.name.FileName;

/**
 * Makes staged messages visible in a folder, all or none: their octets are on the disk already; then the intent if there
 * is more than one step, their names, the directory, the uidlist, the index, and only then anybody is told. Name and UID
 * appear in one step to every session of this process (its lock) and to other programs (the uidlist's lock).
 */
public final class Filing {
    private final Folder folder;

    /** Makes a filer. */
    public Filing(Folder folder) {
        this.folder = folder;
    }

    /**
     * A message to remove in the same transaction.
     *
     * @param with the message that is filed only if this one is there (a move), null if that does not matter
     */
    public record Removal(
            Folder folder,
            long uid,
            boolean mustExist,
            @Nullable Staged with) {}

    /**
     * What became of it.
     *
     * @param result UIDs of the messages filed
     * @param staged those that were filed, in the order of the UIDs
     */
    public record Filed(AppendResult result, List<Staged> staged) {}

    /** What is filed at once. */
    private static final class Work {
        final List<Staged> staged;
        final Map<Folder, UidSet.Builder> gone = new LinkedHashMap<>();
        final List<Path> filed = new ArrayList<>();

        Work(List<Staged> staged) {
            this.staged = new ArrayList<>(staged);
        }
    }

    /**
     * Files messages and removes others.
     *
     * @throws MailException NOT_FOUND if one that must be removed is not there; then nothing has changed
     */
    public Filed file(List<Staged> staged, List<Removal> removals) {
        Set<Folder> folders = new HashSet<>();
        folders.add(folder);
        removals.forEach(removal -> folders.add(removal.folder));
        return Folder.locked(folders, () -> {
            folder.refresh();
            return file(new Work(staged), removals);
        });
    }

    private Filed file(Work work, List<Removal> removals) throws IOException {
        Intent intent = new Intent(folder.paths);
        for (Removal removal : removals) {
            int index = removal.folder.state.table.indexOf(removal.uid);
            if (index >= 0) {
                String base = removal.folder.source.base(removal.folder.state.table.offset(index));
                intent.gone(removal.folder.paths.dir(), base);
                work.gone
                        .computeIfAbsent(removal.folder, in -> UidSet.builder())
                        .add(removal.uid);
            } else if (removal.mustExist) {
                throw new MailException(Problem.NOT_FOUND, "the message to be replaced is not there");
            } else if (removal.with != null) {
                work.staged.remove(removal.with);
                Copy.drop(List.of(removal.with));
            }
        }
        if (work.staged.isEmpty()) {
            return new Filed(new AppendResult(folder.state.uidValidity, UidSet.EMPTY, folder.state.modSeq), List.of());
        }
        long[] words = new long[work.staged.size()];
        for (int i = 0; i < words.length; i++) {
            Staged staged = work.staged.get(i);
            words[i] = new KeywordNumbers(folder).word(staged.flags());
            intent.file(staged.file().getFileName().toString(), FileName.cur(staged.base(), words[i]));
        }
        boolean steps = words.length > 1 || !work.gone.isEmpty();
        if (steps) {
            // else, after a power loss, the intent would take what is not in tmp/ for filed, and remove its origin
            folder.fsync.arrival(folder.paths.tmp());
            intent.write(folder.fsync);
        }
        AppendResult result = visible(work, words);
        for (Map.Entry<Folder, UidSet.Builder> gone : work.gone.entrySet()) {
            new Change(gone.getKey()).remove(gone.getValue().build(), false, UidSet.builder());
        }
        if (steps) {
            intent.remove();
        }
        return new Filed(result, work.staged);
    }

    private AppendResult visible(Work work, long[] words) throws IOException {
        FolderState state = folder.state;
        try (DotLock lock = folder.source.lock()) {
            if (folder.source.refresh(state)) {
                folder.scan(true);
            }
            MessageTable.Row[] rows;
            try {
                for (int i = 0; i < words.length; i++) {
                    Staged staged = work.staged.get(i);
                    Path to = folder.paths.cur().resolve(FileName.cur(staged.base(), words[i]));
                    Files.move(staged.file(), to, StandardCopyOption.ATOMIC_MOVE);
                    work.filed.add(to);
                }
                folder.fsync.arrival(folder.paths.cur());
                rows = folder.source.issue(
                        state, work.staged.stream().map(Staged::base).toList(), uniqueIds(work), 0);
            } catch (IOException | RuntimeException e) {
                undo(work);
                throw e;
            }
            UidSet.Builder uids = UidSet.builder();
            long modSeq = ++state.modSeq;
            for (int i = 0; i < rows.length; i++) {
                Staged staged = work.staged.get(i);
                state.add(new MessageTable.Row(
                        rows[i].uid(), modSeq, words[i], staged.size(), staged.date(), rows[i].offset()));
                uids.add(rows[i].uid());
            }
            state.table.publish();
            folder.cur.changed();
            return new AppendResult(state.uidValidity, uids.build(), modSeq);
        }
    }

    /**
     * Returns by place the unique ids of POP3 that go along: all but those which a message that stays here has already, since
     * two of one maildrop must not have the same (RFC 1939 §7).
     */
    private Map<Integer, String> uniqueIds(Work work) throws IOException {
        Map<Integer, String> ids = new HashMap<>();
        for (int i = 0; i < work.staged.size(); i++) {
            Staged.Origin origin = work.staged.get(i).from();
            if (origin != null && origin.uniqueId() != null) {
                ids.put(i, origin.uniqueId());
            }
        }
        if (ids.isEmpty()) {
            return ids;
        }
        UidSet.Builder builder = work.gone.get(folder);
        UidSet leaving = builder == null ? UidSet.EMPTY : builder.build();
        Set<String> taken = new HashSet<>();
        folder.source.uniqueIds().forEach((uid, id) -> {
            if (folder.state.table.indexOf(uid) >= 0 && !leaving.contains(uid)) {
                taken.add(id);
            }
        });
        ids.values().removeIf(id -> !taken.add(id));
        return ids;
    }

    private void undo(Work work) throws IOException {
        for (int i = work.filed.size() - 1; i >= 0; i--) {
            Files.move(work.filed.get(i), work.staged.get(i).file(), StandardCopyOption.ATOMIC_MOVE);
        }
        new Intent(folder.paths).remove();
    }
}
