// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidMap;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.CopyPlan;
import org.pennypost.api.store.CopyResult;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.Progress;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.maildir.disk.Owner;
import org.pennypost.maildir.disk.RegularFile;
import org.pennypost.maildir.name.FileName;

/** Copies and moves messages: a second name for the same file where the disk can do that, else a copy of its octets. */
public final class Copy {
    private final Folder source;
    private final Folder target;

    /** Makes a copier from one folder to another, or within one. */
    public Copy(Folder source, Folder target) {
        this.source = source;
        this.target = target;
    }

    /** Copies or moves. */
    public CopyResult run(CopyPlan plan, Progress progress) {
        List<Staged> staged = new ArrayList<>();
        boolean filed = false;
        try {
            stage(plan, staged, progress);
            CopyResult result = file(plan, staged);
            filed = true;
            return result;
        } finally {
            if (!filed) {
                drop(staged);
            }
        }
    }

    private void stage(CopyPlan plan, List<Staged> staged, Progress progress) {
        source.locked(source::refresh);
        List<MessageMeta> metas = new Browse(source).metas(plan.uids(), new FetchPlan(plan.uids()));
        Map<Long, String> uniqueIds = new Browse(source).uniqueIds();
        for (MessageMeta meta : metas) {
            try {
                staged.add(stage(meta, plan, uniqueIds.get(meta.uid())));
            } catch (MailException e) {
                if (e.problem() != Problem.EXPUNGED) {
                    throw e;
                }
            }
            if (staged.size() % Change.CHUNK == 0) {
                progress.tick(staged.size(), metas.size());
            }
        }
    }

    private Staged stage(MessageMeta meta, CopyPlan plan, @Nullable String uniqueId) {
        String unique = target.names.next();
        Path file = target.paths.tmp().resolve(unique);
        return new Browse(source).withFile(meta.uid(), path -> {
            String old = FileName.inCur(path.getFileName().toString()).base();
            int sizes = old.indexOf(',');
            RegularFile.check(path);
            link(path, file);
            String base = sizes < 0 ? unique : unique + old.substring(sizes);
            return new Staged(
                    file,
                    base,
                    plan.change().apply(meta.flags()),
                    meta.size(),
                    meta.internalDate(),
                    new Staged.Origin(source, meta.uid(), old, uniqueId));
        });
    }

    private void link(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            // another file system, or one without second names, or too many of them
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
            Owner.file(to);
            if (target.fsync != FsyncPolicy.NEVER) {
                try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }

    private CopyResult file(CopyPlan plan, List<Staged> staged) {
        if (staged.isEmpty()) {
            return new CopyResult(target.locked(() -> target.state.uidValidity), UidMap.EMPTY);
        }
        List<Filing.Removal> removals = new ArrayList<>();
        for (Staged one : staged) {
            Staged.Origin origin = one.from();
            if (plan.move() && origin != null) {
                removals.add(new Filing.Removal(source, origin.uid(), false, one));
            }
        }
        Filing.Filed filed = new Filing(target).file(staged, removals);
        UidSet uids = filed.result().uids();
        long[] from = filed.staged().stream()
                .map(Staged::from)
                .filter(Objects::nonNull)
                .mapToLong(Staged.Origin::uid)
                .toArray();
        long[] to = new long[from.length];
        int at = 0;
        for (int range = 0; range < uids.ranges(); range++) {
            for (long uid = uids.first(range); uid <= uids.last(range); uid++) {
                to[at++] = uid;
            }
        }
        source.memos().copy(from, target.memos(), to, Long.MAX_VALUE / MemoColumn.LIMIT / 2);
        return new CopyResult(filed.result().uidValidity(), new UidMap(from, to));
    }

    /** Removes what was staged and not filed. */
    static void drop(List<Staged> staged) {
        for (Staged one : staged) {
            try {
                Files.deleteIfExists(one.file());
            } catch (IOException e) {
                // it goes with the other leftovers of tmp/
                continue;
            }
        }
    }
}
