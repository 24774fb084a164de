// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxId;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidList;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.MailboxState;
import org.pennypost.api.store.Need;
import org.pennypost.maildir.disk.RegularFile;
import org.pennypost.maildir.name.FileName;
import org.pennypost.maildir.name.FlagWord;

/** Reading a folder: what there is, what changed, metadata of messages and their files. */
public final class Browse {
    private static final int TRIES = 4;

    private final Folder folder;

    /** Makes a reader. */
    public Browse(Folder folder) {
        this.folder = folder;
    }

    /** A message's open file and the size it has in wire form. */
    public record Opened(FileChannel channel, long fileSize, long wireSize) {}

    /** Returns the mailbox as it stands, with these messages recent. */
    public MailboxState state(UidSet recent) {
        return folder.locked(() -> {
            FolderState state = folder.state;
            return new MailboxState(
                    new MailboxId(state.guid),
                    state.uidValidity,
                    now(),
                    state.table.uids().intersect(recent),
                    new MailboxState.Keywords(state.keywords.all(), state.keywords.room(folder.keywords) > 0));
        });
    }

    /** Returns how many messages there are. */
    public int count() {
        return folder.locked(() -> folder.state.table.size());
    }

    private Delta.Now now() {
        FolderState state = folder.state;
        return new Delta.Now(state.table.uids(), state.uidNext, state.modSeq);
    }

    /** Returns what nobody has claimed as recent. */
    public UidSet unclaimed() {
        return folder.locked(() -> {
            UidList uids = folder.state.table.uids();
            return uids.slice(uids.indexFrom(folder.state.recentFrom), uids.size());
        });
    }

    /** Claims what nobody has claimed as recent and moves it to cur/. */
    public UidSet claim() {
        return folder.locked(this::claimed);
    }

    private UidSet claimed() throws IOException {
        FolderState state = folder.state;
        UidList uids = state.table.uids();
        UidSet mine = uids.slice(uids.indexFrom(state.recentFrom), uids.size());
        boolean moved = false;
        for (int i = 0; i < state.table.size(); i++) {
            long word = state.table.word(i);
            if ((word & FlagWord.IN_NEW) != 0) {
                moved |= settle(i, word);
            }
        }
        if (moved) {
            folder.fresh.changed();
            folder.cur.changed();
        }
        if (state.recentFrom != state.uidNext) {
            state.recentFrom = state.uidNext;
            folder.touched();
        }
        return mine;
    }

    private boolean settle(int index, long word) throws IOException {
        FolderState state = folder.state;
        String base = folder.source.base(state.table.offset(index));
        long settled = word & ~(FlagWord.IN_NEW | FlagWord.ODD);
        try {
            Files.move(
                    folder.file(index),
                    folder.paths.cur().resolve(FileName.cur(base, settled)),
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // somebody else was faster: the next look at the directories finds it
            return false;
        }
        state.odd.remove(state.table.uid(index));
        state.place(index, settled);
        return true;
    }

    /** Returns what changed since a mod-sequence. */
    public Delta changesSince(long modSeq, boolean claims) {
        return folder.locked(() -> {
            folder.refresh();
            FolderState state = folder.state;
            UidSet recent = claims && state.recentFrom < state.uidNext ? claimed() : UidSet.EMPTY;
            if (modSeq == state.modSeq) {
                return Delta.of(now(), UidSet.EMPTY, UidSet.EMPTY, recent);
            }
            if (modSeq > state.modSeq || modSeq < state.expunges.floor()) {
                return Delta.tooOld(now(), recent);
            }
            UidSet.Builder changed = UidSet.builder();
            MessageTable table = state.table;
            for (int i = 0; i < table.size(); i++) {
                if (table.modSeq(i) > modSeq) {
                    changed.add(table.uid(i));
                }
            }
            return Delta.of(now(), changed.build(), state.expunges.since(modSeq), recent)
                    .formerly(formerly(modSeq));
        });
    }

    private Map<Flag, UidSet> formerly(long modSeq) {
        Map<Flag, UidSet> formerly = new HashMap<>();
        folder.state.expunges.formerly(modSeq).forEach((index, uids) -> {
            for (Flag keyword : folder.state.keywords.names(1L << index)) {
                formerly.put(keyword, uids);
            }
        });
        return formerly;
    }

    /** Returns by UID what POP3 has called those messages of which that is written down. */
    public Map<Long, String> uniqueIds() {
        return folder.locked(() -> Collections.unmodifiableMap(folder.source.uniqueIds()));
    }

    /** Returns what is known of messages, finding out what the plan needs and nobody knows yet. */
    public List<MessageMeta> metas(UidSet set, FetchPlan plan) {
        boolean sizes = plan.wants(Need.SIZES);
        boolean dates = plan.wants(Need.DATES);
        List<MessageMeta> metas = folder.locked(() -> gather(set, plan.changedSince()));
        for (int i = 0; i < metas.size(); i++) {
            MessageMeta meta = metas.get(i);
            boolean size = sizes && meta.size() < 0;
            boolean date = dates && meta.internalDate() == MessageTable.NO_DATE;
            if (size || date) {
                metas.set(i, complete(meta, size, date));
            }
        }
        return metas;
    }

    private List<MessageMeta> gather(UidSet set, long changedSince) {
        FolderState state = folder.state;
        MessageTable table = state.table;
        UidList uids = table.uids();
        List<MessageMeta> metas = new ArrayList<>();
        for (int range = 0; range < set.ranges(); range++) {
            int to = uids.indexFrom(set.last(range) + 1);
            for (int i = uids.indexFrom(set.first(range)); i < to; i++) {
                if (table.modSeq(i) > changedSince) {
                    metas.add(new MessageMeta(
                            table.uid(i), table.modSeq(i), state.flags(table.word(i)), table.size(i), table.date(i)));
                }
            }
        }
        return metas;
    }

    private MessageMeta complete(MessageMeta meta, boolean size, boolean date) {
        long wire = meta.size();
        long second = meta.internalDate();
        try {
            if (size) {
                wire = measure(meta.uid());
            }
            if (date) {
                second = date(meta.uid());
            }
        } catch (MailException e) {
            if (e.problem() != Problem.EXPUNGED) {
                throw e;
            }
            wire = Math.max(0, wire);
            second = second == MessageTable.NO_DATE ? 0 : second;
        }
        long knownSize = wire;
        long knownDate = second;
        folder.locked(() -> {
            int index = folder.state.table.indexOf(meta.uid());
            if (index >= 0) {
                folder.state.table.size(index, knownSize);
                folder.state.table.date(index, knownDate);
                folder.learned(index);
            }
            return meta;
        });
        return new MessageMeta(meta.uid(), meta.modSeq(), meta.flags(), wire, second);
    }

    private long measure(long uid) {
        Opened opened = open(uid);
        try {
            opened.channel.close();
        } catch (IOException e) {
            throw Trouble.of(e);
        }
        return opened.wireSize;
    }

    private long date(long uid) {
        return withFile(
                uid,
                path -> Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                        .to(TimeUnit.SECONDS));
    }

    /** What is done with a file whose name may change at any moment. */
    @FunctionalInterface
    interface FileWork<T> {
        T run(Path path) throws IOException;
    }

    /** Does something with a message's file, looking for it again if it has been renamed meanwhile. */
    <T> T withFile(long uid, FileWork<T> work) {
        for (int i = 0; ; i++) {
            Path path = folder.locked(() -> {
                int index = folder.state.table.indexOf(uid);
                if (index < 0) {
                    throw new MailException(Problem.EXPUNGED, "the message has gone");
                }
                return folder.file(index);
            });
            try {
                return work.run(path);
            } catch (NoSuchFileException e) {
                if (i == TRIES) {
                    throw new MailException(Problem.EXPUNGED, "the message has gone", e);
                }
                folder.locked(() -> folder.scan(false));
            } catch (IOException e) {
                throw Trouble.of(e);
            }
        }
    }

    /** Opens a message's file. The caller closes the channel. */
    public Opened open(long uid) {
        return withFile(uid, path -> {
            FileChannel channel = RegularFile.open(path);
            try {
                return measured(uid, path, channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        });
    }

    private Opened measured(long uid, Path path, FileChannel channel) throws IOException {
        long size = channel.size();
        String base = FileName.inCur(path.getFileName().toString()).base();
        long wire = FileName.wireSize(base);
        if (wire < 0 || FileName.diskSize(base) != size) {
            long known = folder.locked(() -> {
                int index = folder.state.table.indexOf(uid);
                return index < 0 || FileName.wireSize(base) >= 0 ? -1 : folder.state.table.size(index);
            });
            wire = known >= 0 ? known : WireSize.of(channel);
        }
        return new Opened(channel, size, wire);
    }
}
