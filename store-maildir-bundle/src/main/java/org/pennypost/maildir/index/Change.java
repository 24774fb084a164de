// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.FlagChange;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.UidList;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.FlagsResult;
import org.pennypost.api.store.Progress;
import org.pennypost.api.store.StorePlan;
import org.pennypost.maildir.name.FileName;
import org.pennypost.maildir.name.FlagWord;

/** Changing a folder: flags and removals, {@link #CHUNK} messages at a time, so that others get the lock in between. */
public final class Change {
    static final int CHUNK = 64;

    private static final int TRIES = 4;

    private final Folder folder;

    /** Makes a changer. */
    public Change(Folder folder) {
        this.folder = folder;
    }

    /** Collects what became of flags. */
    private static final class Outcome {
        final UidSet.Builder changed = UidSet.builder();
        final UidSet.Builder spared = UidSet.builder();
        long modSeq;
    }

    /** Changes flags. */
    public FlagsResult flags(StorePlan plan, Progress progress) {
        Outcome outcome = new Outcome();
        UidSet set = folder.locked(() -> {
            folder.refresh();
            if (plan.change().mode() != FlagChange.Mode.REMOVE) {
                new KeywordNumbers(folder).word(plan.change().flags());
            }
            outcome.modSeq = folder.state.modSeq;
            return folder.state.table.uids().intersect(plan.uids());
        });
        long total = set.count();
        for (long done = 0; done < total; done += CHUNK) {
            UidSet chunk = set.head(CHUNK);
            set = set.minus(chunk);
            folder.locked(() -> chunk(plan, chunk, outcome));
            progress.tick(Math.min(total, done + CHUNK), total);
        }
        return new FlagsResult(outcome.changed.build(), outcome.spared.build(), outcome.modSeq);
    }

    private Outcome chunk(StorePlan plan, UidSet chunk, Outcome outcome) throws IOException {
        long modSeq = 0;
        boolean renamed = false;
        for (int range = 0; range < chunk.ranges(); range++) {
            for (long uid = chunk.first(range); uid <= chunk.last(range); uid++) {
                int index = folder.state.table.indexOf(uid);
                if (index < 0) {
                    continue;
                }
                if (plan.unchangedSince() >= 0 && isNewer(index, plan.unchangedSince(), modSeq)) {
                    outcome.spared.add(uid);
                    continue;
                }
                long word = folder.state.table.word(index);
                Flags before = folder.state.flags(word);
                Flags after = plan.change().apply(before);
                if (!after.equals(before)) {
                    long wanted = folder.state.word(after);
                    if (!rename(uid, wanted)) {
                        continue;
                    }
                    modSeq = modSeq == 0 ? ++folder.state.modSeq : modSeq;
                    index = folder.state.table.indexOf(uid);
                    folder.state.flags(index, folder.state.table.word(index), modSeq);
                    renamed = true;
                }
                outcome.changed.add(uid);
            }
        }
        if (renamed) {
            outcome.modSeq = modSeq;
            settle();
        }
        return outcome;
    }

    private boolean isNewer(int index, long unchangedSince, long ours) {
        long modSeq = folder.state.table.modSeq(index);
        return modSeq > unchangedSince && modSeq != ours;
    }

    private void settle() throws IOException {
        folder.fsync.change(folder.paths.cur());
        folder.fresh.changed();
        folder.cur.changed();
    }

    /** Gives a message's file the name for these flags, in cur/; false if the message has gone. */
    private boolean rename(long uid, long wanted) throws IOException {
        FolderState state = folder.state;
        for (int i = 0; i < TRIES; i++) {
            int index = state.table.indexOf(uid);
            if (index < 0) {
                return false;
            }
            Path from = folder.file(index);
            String base = folder.source.base(state.table.offset(index));
            String foreign = (state.table.word(index) & FlagWord.ODD) == 0
                    ? ""
                    : FileName.foreignLetters(from.getFileName().toString());
            String name = FileName.cur(base, wanted, foreign);
            Path to = folder.paths.cur().resolve(name);
            try {
                if (!to.equals(from)) {
                    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (NoSuchFileException e) {
                folder.scan(false);
                continue;
            }
            state.odd.remove(uid);
            if (!foreign.isEmpty()) {
                state.odd(uid, name);
            }
            state.table.word(index, foreign.isEmpty() ? wanted : wanted | FlagWord.ODD);
            return true;
        }
        return false;
    }

    /** Removes messages. */
    public UidSet expunge(UidSet wanted, boolean onlyDeleted, Progress progress) {
        UidSet set = folder.locked(() -> {
            folder.refresh();
            return folder.state.table.uids().intersect(wanted);
        });
        UidSet.Builder gone = UidSet.builder();
        long total = set.count();
        for (long done = 0; done < total; done += CHUNK) {
            UidSet chunk = set.head(CHUNK);
            set = set.minus(chunk);
            folder.locked(() -> remove(chunk, onlyDeleted, gone));
            progress.tick(Math.min(total, done + CHUNK), total);
        }
        return gone.build();
    }

    /** Removes messages in one go, under the lock; remembers in the set which went. */
    UidSet.Builder remove(UidSet chunk, boolean onlyDeleted, UidSet.Builder gone) throws IOException {
        FolderState state = folder.state;
        UidSet.Builder removed = UidSet.builder();
        for (int range = 0; range < chunk.ranges(); range++) {
            for (long uid = chunk.first(range); uid <= chunk.last(range); uid++) {
                int index = state.table.indexOf(uid);
                boolean goes = index >= 0
                        && (!onlyDeleted || (state.table.word(index) & Flag.DELETED.bit()) != 0)
                        && unlink(uid, onlyDeleted);
                if (goes) {
                    removed.add(uid);
                    gone.add(uid);
                }
            }
        }
        UidSet all = removed.build();
        if (!all.isEmpty()) {
            forget(all);
            settle();
        }
        return gone;
    }

    private void forget(UidSet removed) {
        UidList uids = folder.state.table.uids();
        int[] indexes = new int[64];
        int count = 0;
        for (int range = 0; range < removed.ranges(); range++) {
            int to = uids.indexFrom(removed.last(range) + 1);
            for (int i = uids.indexFrom(removed.first(range)); i < to; i++) {
                if (count == indexes.length) {
                    indexes = Arrays.copyOf(indexes, count * 2);
                }
                indexes[count++] = i;
            }
        }
        folder.state.expunge(indexes, count, ++folder.state.modSeq);
    }

    private boolean unlink(long uid, boolean onlyDeleted) throws IOException {
        FolderState state = folder.state;
        for (int i = 0; i < TRIES; i++) {
            int index = state.table.indexOf(uid);
            if (index < 0 || (onlyDeleted && (state.table.word(index) & Flag.DELETED.bit()) == 0)) {
                return false;
            }
            try {
                Files.delete(folder.file(index));
                return true;
            } catch (NoSuchFileException e) {
                folder.scan(false);
            }
        }
        return false;
    }
}
