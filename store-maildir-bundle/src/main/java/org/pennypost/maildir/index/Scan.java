// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pennypost.maildir.lock.DotLock;
import org.pennypost.maildir.name.FileName;
import org.pennypost.maildir.name.FlagWord;
import org.pennypost.maildir.name.FolderPaths;
import org.pennypost.maildir.name.UidRecords;
import org.pennypost.maildir.name.UniqueName;

/**
 * Compares the files of a mailbox with what is known of it, and takes up the difference: deliveries, flags changed and
 * messages removed by other programs. One object is one look. Guarded by the lock of its {@link Folder}.
 */
final class Scan {
    /** Looks for what is missing end when a directory has been at rest during one, or after so many. */
    private static final int MOST_LOOKS = 6;

    private final FolderPaths paths;
    private final FolderState state;
    private final UidSource source;
    private final BitSet seen = new BitSet();
    private final List<Found> arrivals = new ArrayList<>();
    private final Set<String> arrived = new HashSet<>();
    private long modSeq;
    private boolean visible;

    /** A file that is no message yet. */
    private record Found(FileName name, String file, int record) {}

    Scan(FolderPaths paths, FolderState state, UidSource source) {
        this.paths = paths;
        this.state = state;
        this.source = source;
    }

    /**
     * Looks.
     *
     * @param locked whether the caller holds the lock of the uidlist already
     * @return whether something changed that a client can see
     */
    boolean run(DirClock fresh, DirClock cur, boolean locked) throws IOException {
        long since = System.nanoTime();
        source.refresh(state);
        UidRecords records = source.records();
        int before = state.table.size();
        look(fresh, cur, records);
        boolean again = true;
        for (int looks = 1; again && looks < MOST_LOOKS && seen.cardinality() < before; looks++) {
            // a file that changes its name while a directory is read may be missed: what is missing is looked for again
            look(fresh, cur, records);
            again = fresh.stirred() || cur.stirred();
        }
        if (state.keywords.reload(paths.keywords())) {
            state.renamed();
            visible = true;
        }
        expunge(before);
        arrive(records, locked);
        cur.spent(since);
        return visible;
    }

    /**
     * Looks into new/ only, which costs nothing that grows with the mailbox.
     *
     * @return whether that was enough; if not, {@link #run} must look everywhere
     */
    boolean freshOnly(DirClock fresh) throws IOException {
        Map<Long, Integer> known = new HashMap<>();
        for (int i = 0; i < state.table.size(); i++) {
            if ((state.table.word(i) & FlagWord.IN_NEW) != 0) {
                if (state.table.offset(i) < 0) {
                    return false;
                }
                known.put(FileName.hash(source.base(state.table.offset(i))), i);
            }
        }
        fresh.begin();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(paths.fresh())) {
            for (Path path : files) {
                String file = path.getFileName().toString();
                FileName name = FileName.inNew(file);
                if (FileName.isMessage(file)
                        && known.remove(FileName.hash(name.base())) == null
                        && arrived.add(name.base())) {
                    arrivals.add(new Found(name, file, -1));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        fresh.end();
        if (!known.isEmpty()) {
            return false;
        }
        if (arrivals.isEmpty()) {
            return true;
        }
        source.refresh(state);
        UidRecords records = source.records();
        for (Found found : arrivals) {
            int record = records.find(FileName.hash(found.name.base()));
            if (record >= 0 && state.table.indexOf(records.uid(record)) >= 0) {
                return false;
            }
        }
        arrive(records, false);
        return true;
    }

    private void look(DirClock fresh, DirClock cur, UidRecords records) throws IOException {
        fresh.begin();
        read(paths.fresh(), true, records);
        fresh.end();
        cur.begin();
        read(paths.cur(), false, records);
        cur.end();
    }

    private void read(Path dir, boolean fresh, UidRecords records) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dir)) {
            for (Path path : files) {
                String file = path.getFileName().toString();
                if (!FileName.isMessage(file)) {
                    continue;
                }
                FileName name = fresh ? FileName.inNew(file) : FileName.inCur(file);
                int record = records.find(FileName.hash(name.base()));
                int index = record < 0 ? -1 : state.table.indexOf(records.uid(record));
                if (index >= 0) {
                    compare(index, name, file);
                } else if (arrived.add(name.base())) {
                    arrivals.add(new Found(name, file, -1));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void compare(int index, FileName name, String file) {
        if (seen.get(index)) {
            return;
        }
        seen.set(index);
        long old = state.table.word(index);
        long word = name.word() | FlagWord.beyondLetters(old);
        if ((word & FlagWord.ODD) != 0) {
            state.odd(state.table.uid(index), file);
        } else if ((old & FlagWord.ODD) != 0) {
            state.odd.remove(state.table.uid(index));
        }
        if (FlagWord.visible(word) != FlagWord.visible(old)) {
            state.flags(index, word, modSeq());
            visible = true;
        } else if (word != old) {
            state.place(index, word);
        }
    }

    private long modSeq() {
        if (modSeq == 0) {
            modSeq = ++state.modSeq;
        }
        return modSeq;
    }

    private void expunge(int before) {
        int[] gone = new int[before - seen.cardinality()];
        int count = 0;
        for (int i = seen.nextClearBit(0); i < before; i = seen.nextClearBit(i + 1)) {
            gone[count++] = i;
        }
        if (count > 0) {
            state.expunge(gone, count, modSeq());
            visible = true;
        }
    }

    private void arrive(UidRecords records, boolean locked) throws IOException {
        List<Found> unnumbered = number(arrivals, records);
        if (unnumbered.isEmpty()) {
            return;
        }
        if (locked) {
            issue(unnumbered);
            return;
        }
        try (DotLock lock = source.lock()) {
            if (source.refresh(state)) {
                unnumbered = number(unnumbered, source.records());
            }
            issue(unnumbered);
        }
    }

    /** Takes up those that another program has given a UID, and returns the others. */
    private List<Found> number(List<Found> files, UidRecords records) throws IOException {
        List<Found> numbered = new ArrayList<>();
        List<Found> others = new ArrayList<>();
        for (Found found : files) {
            int record = records.find(FileName.hash(found.name.base()));
            // a UID below UIDNEXT that is not known has been told as gone: the file gets another
            boolean valid = record >= 0 && records.uid(record) >= state.uidNext;
            (valid ? numbered : others).add(new Found(found.name, found.file, valid ? record : -1));
        }
        numbered.sort(Comparator.comparingLong(found -> records.uid(found.record)));
        for (Found found : numbered) {
            if (records.uid(found.record) >= state.uidNext) {
                add(found, records.uid(found.record), records.offset(found.record));
                state.uidNext = records.uid(found.record) + 1;
            } else {
                // Two files cannot have one UID, whatever the list says.
                others.add(new Found(found.name, found.file, -1));
            }
        }
        state.uidNext = Math.max(state.uidNext, source.next(records));
        state.table.publish();
        return others;
    }

    private void issue(List<Found> fresh) throws IOException {
        if (fresh.isEmpty()) {
            return;
        }
        fresh.sort(Comparator.comparing(found -> found.name.base(), UniqueName.DELIVERY));
        MessageTable.Row[] rows = source.issue(
                state, fresh.stream().map(found -> found.name.base()).toList(), Map.of(), 0);
        for (int i = 0; i < rows.length; i++) {
            add(fresh.get(i), rows[i].uid(), rows[i].offset());
        }
        state.table.publish();
    }

    private void add(Found found, long uid, int offset) {
        FileName name = found.name;
        visible = true;
        if ((name.word() & FlagWord.ODD) != 0) {
            state.odd(uid, found.file);
        }
        long size = FileName.wireSize(name.base());
        state.add(new MessageTable.Row(uid, modSeq(), name.word(), size, MessageTable.NO_DATE, offset));
    }
}
