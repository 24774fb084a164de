// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** A message to remove in the same transaction. */
    public record Removal(Folder folder, long uid, boolean mustExist) {}

    /** What is filed at once, and the UIDs in this folder that go with it. */
    private static final class Work {
        final List<Staged> staged;
        final List<Removal> removals;
        final UidSet.Builder here = UidSet.builder();
        final List<Path> filed = new ArrayList<>();

        Work(List<Staged> staged, List<Removal> removals) {
            this.staged = staged;
            this.removals = removals;
        }
    }

    /**
     * Files messages and removes others.
     *
     * @throws MailException NOT_FOUND if one that must be removed is not there; then nothing has changed
     */
    public AppendResult file(List<Staged> staged, List<Removal> removals) {
        Work work = new Work(staged, removals);
        Intent intent = new Intent(folder.paths);
        boolean steps = staged.size() > 1 || !removals.isEmpty();
        List<String> bases = basesElsewhere(removals);
        AppendResult result = folder.locked(() -> {
            folder.refresh();
            long[] words = new long[staged.size()];
            for (int i = 0; i < words.length; i++) {
                words[i] = new KeywordNumbers(folder).word(staged.get(i).flags());
            }
            if (steps) {
                prepare(work, intent, words, bases);
            }
            AppendResult filed = visible(work, words);
            if (elsewhere(removals).isEmpty() && steps) {
                intent.remove();
            }
            return filed;
        });
        Map<Folder, UidSet.Builder> others = new LinkedHashMap<>();
        for (Removal removal : elsewhere(removals)) {
            others.computeIfAbsent(removal.folder, in -> UidSet.builder()).add(removal.uid);
        }
        others.forEach((in, uids) -> in.locked(() -> new Change(in).remove(uids.build(), false, UidSet.builder())));
        if (!others.isEmpty()) {
            folder.locked(() -> {
                intent.remove();
                return result;
            });
        }
        return result;
    }

    private List<Removal> elsewhere(List<Removal> removals) {
        return removals.stream().filter(removal -> removal.folder != folder).toList();
    }

    /** Returns the bases of what goes in other folders; for those that are not there an empty text. */
    private List<String> basesElsewhere(List<Removal> removals) {
        List<String> bases = new ArrayList<>();
        for (Removal removal : elsewhere(removals)) {
            bases.add(removal.folder.locked(() -> base(removal.folder, removal)));
        }
        return bases;
    }

    private static String base(Folder in, Removal removal) throws IOException {
        int index = in.state.table.indexOf(removal.uid);
        if (index < 0) {
            if (removal.mustExist) {
                throw new MailException(Problem.NOT_FOUND, "the message to be replaced is not there");
            }
            return "";
        }
        return in.source.base(in.state.table.offset(index));
    }

    private void prepare(Work work, Intent intent, long[] words, List<String> bases) throws IOException {
        int other = 0;
        for (Removal removal : work.removals) {
            String base = removal.folder == folder ? base(folder, removal) : bases.get(other++);
            if (!base.isEmpty()) {
                intent.gone(removal.folder.paths.dir(), base);
                if (removal.folder == folder) {
                    work.here.add(removal.uid);
                }
            }
        }
        for (int i = 0; i < words.length; i++) {
            Staged staged = work.staged.get(i);
            intent.file(staged.file().getFileName().toString(), FileName.cur(staged.base(), words[i]));
        }
        intent.write(folder.fsync);
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
                        state, work.staged.stream().map(Staged::base).toList(), 0);
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
            UidSet replaced = work.here.build();
            if (!replaced.isEmpty()) {
                new Change(folder).remove(replaced, false, UidSet.builder());
            }
            folder.cur.changed();
            return new AppendResult(state.uidValidity, uids.build(), modSeq);
        }
    }

    private void undo(Work work) throws IOException {
        for (int i = work.filed.size() - 1; i >= 0; i--) {
            Files.move(work.filed.get(i), work.staged.get(i).file(), StandardCopyOption.ATOMIC_MOVE);
        }
        new Intent(folder.paths).remove();
    }
}
