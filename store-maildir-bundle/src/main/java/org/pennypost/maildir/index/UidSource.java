// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.maildir.disk.Owner;
import org.pennypost.maildir.disk.SmallFile;
import org.pennypost.maildir.lock.DotLock;
import org.pennypost.maildir.name.CourierFolder;
import org.pennypost.maildir.name.FolderPaths;
import org.pennypost.maildir.name.KeywordTable;
import org.pennypost.maildir.name.Stamp;
import org.pennypost.maildir.name.UidListFile;
import org.pennypost.maildir.name.UidRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives UIDs to messages, together with whoever else writes dovecot-uidlist. Guarded by the lock of its {@link Folder}.
 */
final class UidSource implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UidSource.class);
    private static final int SLACK = 500;
    private static final long HIGHEST = 0xFFFFFFFFL;

    private final FolderPaths paths;
    private final FsyncPolicy fsync;
    private final LongSupplier validities;
    private @Nullable UidListFile file;
    private @Nullable FolderState known;
    private Stamp expected = Stamp.NONE;
    private long adopted;
    private int lines;
    private @Nullable Map<Long, String> uniqueIds;

    UidSource(FolderPaths paths, FsyncPolicy fsync, LongSupplier validities) {
        this.paths = paths;
        this.fsync = fsync;
        this.validities = validities;
    }

    /** Takes the lock that programs share. */
    DotLock lock() throws IOException {
        return DotLock.take(paths.control().resolve("dovecot-uidlist.lock"));
    }

    /** Returns the version of the list in use. */
    Stamp stamp() {
        return file == null ? expected : file.stamp();
    }

    /** Tells whether the list is the one in use, and of the same mailbox. */
    boolean current(FolderState state) throws IOException {
        UidListFile now = file;
        return now != null
                && now.header().uidValidity() == state.uidValidity
                && now.stamp().equals(Stamp.of(paths.uidList()));
    }

    /** Returns the base that begins at an offset of the list. */
    String base(int offset) throws IOException {
        if (offset < 0) {
            throw new MailException(Problem.EXPUNGED, "the message has gone");
        }
        return list().base(offset);
    }

    private UidListFile list() throws IOException {
        UidListFile now = file;
        if (now != null && now.isOpen()) {
            return now;
        }
        Stamp before = stamp();
        now = openOrMake();
        file = now;
        expected = Stamp.NONE;
        FolderState state = known;
        if (before.exists() && state != null && !now.stamp().equals(before)) {
            validate(now, state);
            adopt(state);
        }
        return now;
    }

    private static void validate(UidListFile list, FolderState state) {
        if (list.header().uidValidity() != state.uidValidity) {
            throw new MailException(Problem.NOT_FOUND, "the mailbox has been replaced");
        }
    }

    /** Relies on what the index says of a version of the list, which is opened when a base is asked for. */
    void expect(FolderState state, Stamp version) {
        known = state;
        expected = version;
    }

    /** Opens the list, making it if there is none, and takes the identity from it. */
    void load(FolderState state) throws IOException {
        known = state;
        UidListFile.Header header = list().header();
        state.guid = header.guid() == null ? "" : header.guid();
        state.uidValidity = header.uidValidity();
    }

    /** Returns the UID that comes next by the list alone. */
    long next(UidRecords records) throws IOException {
        return Math.max(list().header().uidNext(), records.highest() + 1);
    }

    private UidListFile openOrMake() throws IOException {
        UidListFile found = UidListFile.open(paths.uidList());
        if (found != null && found.header().guid() != null) {
            return found;
        }
        Owner.folder(paths.control());
        try (DotLock lock = lock()) {
            found = UidListFile.open(paths.uidList());
            if (found == null) {
                make();
            } else if (found.header().guid() == null) {
                identify(found);
            }
        }
        found = UidListFile.open(paths.uidList());
        if (found == null) {
            throw new MailException(Problem.CORRUPT, "cannot read " + paths.uidList());
        }
        return found;
    }

    private void make() throws IOException {
        if (Files.exists(paths.uidList())) {
            Path aside = paths.uidList().resolveSibling("dovecot-uidlist.damaged");
            LOG.warn("{} cannot be understood: put aside, all messages get new UIDs", paths.uidList());
            Files.move(paths.uidList(), aside, StandardCopyOption.REPLACE_EXISTING);
        }
        Optional<CourierFolder> courier = CourierFolder.of(paths.dir());
        if (courier.isPresent()) {
            KeywordTable keywords = new KeywordTable();
            keywords.reload(paths.keywords());
            if (courier.get().nameKeywords(keywords)) {
                SmallFile.replace(paths.keywords(), keywords.text(), StandardCharsets.ISO_8859_1, fsync.arrivals());
            }
            UidListFile.replace(
                    paths.uidList(),
                    courier.get().header(newGuid()),
                    courier.get().records(),
                    fsync != FsyncPolicy.NEVER);
            LOG.info("{}: UIDs taken over from Courier", paths.dir());
            return;
        }
        UidListFile.Header header = new UidListFile.Header(3, validity(), 1, newGuid(), "", 0);
        UidListFile.replace(paths.uidList(), header, List.of(), fsync != FsyncPolicy.NEVER);
    }

    private long validity() throws IOException {
        try {
            return validities.getAsLong();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String newGuid() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private void identify(UidListFile found) throws IOException {
        try (found) {
            UidRecords records = found.records();
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < records.size(); i++) {
                lines.add(found.line(records.uid(i), records.offset(i)));
            }
            UidListFile.Header old = found.header();
            long next = Math.max(old.uidNext(), records.highest() + 1);
            UidListFile.Header header = new UidListFile.Header(3, old.uidValidity(), next, newGuid(), old.rest(), 0);
            UidListFile.replace(paths.uidList(), header, lines, fsync != FsyncPolicy.NEVER);
        }
    }

    /**
     * Looks whether another program has changed the list, and takes up what it says.
     *
     * @return whether it had
     * @throws MailException NOT_FOUND if it is another mailbox now
     */
    boolean refresh(FolderState state) throws IOException {
        Stamp now = Stamp.of(paths.uidList());
        if (now.equals(stamp())) {
            return false;
        }
        close();
        UidListFile list = list();
        validate(list, state);
        adopt(state);
        return true;
    }

    /** Returns how often offsets changed as a whole. */
    long adopted() {
        return adopted;
    }

    /** Takes offsets from the list; messages that are not in it have gone. */
    UidRecords adopt(FolderState state) throws IOException {
        UidListFile list = list();
        UidRecords records = list.records();
        uniqueIds = records.uniqueIds();
        MessageTable table = state.table;
        adopted++;
        for (int i = 0; i < table.size(); i++) {
            table.offset(i, -1);
        }
        for (int i = 0; i < records.size(); i++) {
            int index = table.indexOf(records.uid(i));
            if (index >= 0) {
                table.offset(index, records.offset(i));
            }
        }
        return records;
    }

    /** Reads all records. */
    UidRecords records() throws IOException {
        UidRecords records = list().records();
        uniqueIds = records.uniqueIds();
        lines = records.size();
        return records;
    }

    /** Returns by UID the unique ids of POP3 that another server has written down; the list is read once for them. */
    Map<Long, String> uniqueIds() throws IOException {
        Map<Long, String> known = uniqueIds;
        if (known == null) {
            known = list().records().uniqueIds();
            uniqueIds = known;
        }
        return known;
    }

    /** Writes the list without the messages that have gone, if they are more than a third; failing does no harm. */
    void compact(FolderState state) {
        if (lines * 3L < state.table.size() * 4L + SLACK) {
            return;
        }
        try (DotLock lock = lock()) {
            if (refresh(state)) {
                return;
            }
            UidListFile list = list();
            MessageTable table = state.table;
            List<String> left = new ArrayList<>();
            for (int i = 0; i < table.size(); i++) {
                if (table.offset(i) >= 0) {
                    left.add(list.line(table.uid(i), table.offset(i)));
                }
            }
            UidListFile.Header old = list.header();
            UidListFile.replace(
                    paths.uidList(),
                    new UidListFile.Header(
                            3, old.uidValidity(), Math.max(state.uidNext, old.uidNext()), old.guid(), old.rest(), 0),
                    left,
                    fsync != FsyncPolicy.NEVER);
            lines = 0;
            refresh(state);
        } catch (IOException | MailException e) {
            LOG.debug("{} stays as it is: {}", paths.uidList(), e.toString());
        }
    }

    /**
     * Gives UIDs to new bases. The caller holds {@link #lock} and has refreshed since.
     *
     * @param ids by place what POP3 has called some of them
     * @return a row for each, without flags, size and date
     */
    MessageTable.Row[] issue(FolderState state, List<String> bases, Map<Integer, String> ids, long modSeq)
            throws IOException {
        UidListFile list = list();
        long first = state.uidNext;
        if (first + bases.size() > HIGHEST) {
            throw new MailException(Problem.LIMIT, "no UIDs are left in " + paths.dir());
        }
        long[] uids = new long[bases.size()];
        for (int i = 0; i < uids.length; i++) {
            uids[i] = first + i;
        }
        int[] offsets = list.append(uids, ids, bases.toArray(String[]::new), fsync != FsyncPolicy.NEVER);
        if (uniqueIds != null && !ids.isEmpty()) {
            // a new map: the former may be in somebody's hands
            Map<Long, String> more = new HashMap<>(uniqueIds);
            ids.forEach((at, id) -> more.put(uids[at], id));
            uniqueIds = more;
        }
        state.uidNext = first + uids.length;
        lines += lines == 0 ? 0 : uids.length;
        MessageTable.Row[] rows = new MessageTable.Row[uids.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new MessageTable.Row(uids[i], modSeq, 0, MessageTable.NO_SIZE, MessageTable.NO_DATE, offsets[i]);
        }
        return rows;
    }

    @Override
    public void close() {
        expected = Stamp.NONE;
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
