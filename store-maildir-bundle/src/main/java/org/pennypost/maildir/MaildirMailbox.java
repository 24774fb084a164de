// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.AppendResult;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.Candidates;
import org.pennypost.api.store.CopyPlan;
import org.pennypost.api.store.CopyResult;
import org.pennypost.api.store.Draft;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.FlagsResult;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MailboxState;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.MemoKey;
import org.pennypost.api.store.Message;
import org.pennypost.api.store.Need;
import org.pennypost.api.store.Progress;
import org.pennypost.api.store.StatusPlan;
import org.pennypost.api.store.StorePlan;
import org.pennypost.maildir.index.Browse;
import org.pennypost.maildir.index.Change;
import org.pennypost.maildir.index.Copy;
import org.pennypost.maildir.index.Folder;
import org.pennypost.maildir.index.Search;

/** A mailbox that one session has open: what is its own is only the set of messages recent for it. */
final class MaildirMailbox implements Mailbox {
    private final Folder folder;
    private final Browse browse;
    private final Access access;
    private final MaildirAccount account;
    private UidSet recent = UidSet.EMPTY;
    private volatile boolean closed;

    MaildirMailbox(Folder folder, Access access, Bell bell, MaildirAccount account) {
        this.folder = folder;
        this.browse = new Browse(folder);
        this.access = access;
        this.account = account;
        folder.listen(this, bell);
        if (access == Access.SELECT) {
            recent = browse.claim();
        }
    }

    Folder folder() {
        return folder;
    }

    private void mayRead() {
        if (closed) {
            throw new MailException(Problem.UNAVAILABLE, "the mailbox has been closed");
        }
    }

    private void mayChange() {
        mayRead();
        if (access == Access.EXAMINE) {
            throw new MailException(Problem.NO_PERMISSION, "the mailbox is open for reading only");
        }
    }

    @Override
    public MailboxState state() {
        mayRead();
        // who only looks sees what the next SELECT will get
        return browse.state(access == Access.EXAMINE ? browse.unclaimed() : recent);
    }

    @Override
    public MailboxStatus status(StatusPlan plan) {
        mayRead();
        return new Search(folder).status(plan);
    }

    @Override
    public List<Message> messages(UidSet set, FetchPlan plan) {
        mayRead();
        List<MessageMeta> metas = browse.metas(set, plan);
        Map<MemoKey, @Nullable ByteBuffer[]> memos = new HashMap<>();
        if (!metas.isEmpty() && !plan.memos().isEmpty()) {
            long[] uids = metas.stream().mapToLong(MessageMeta::uid).toArray();
            for (MemoKey key : plan.memos()) {
                memos.put(key, folder.memos().get(key, uids));
            }
        }
        Map<Long, String> ids = plan.wants(Need.UNIQUE_IDS) ? browse.uniqueIds() : Map.of();
        List<Message> messages = new ArrayList<>(metas.size());
        for (int i = 0; i < metas.size(); i++) {
            MessageMeta meta = metas.get(i);
            messages.add(new MaildirMessage(browse, meta, new MaildirMessage.Memos(memos, i), ids.get(meta.uid())));
        }
        return messages;
    }

    @Override
    public Delta changesSince(long modSeq) {
        mayRead();
        Delta delta = browse.changesSince(modSeq, access == Access.SELECT);
        if (!delta.recent().isEmpty()) {
            recent = recent.union(delta.recent());
        }
        return delta;
    }

    @Override
    public Candidates search(SearchQuery query, Progress progress) {
        mayRead();
        return new Search(folder).run(query, progress);
    }

    @Override
    public FlagsResult setFlags(StorePlan plan, Progress progress) {
        mayChange();
        return new Change(folder).flags(plan, progress);
    }

    @Override
    public UidSet expunge(UidSet set, boolean onlyDeleted, Progress progress) {
        mayChange();
        return new Change(folder).expunge(set, onlyDeleted, progress);
    }

    @Override
    public CopyResult copy(CopyPlan plan, Progress progress) {
        if (plan.move()) {
            mayChange();
        } else {
            mayRead();
        }
        Folder target = account.enter(plan.target());
        try {
            return new Copy(folder, target).run(plan, progress);
        } finally {
            account.leave(target);
        }
    }

    @Override
    public Draft draft(long size) {
        mayChange();
        if (size > MaildirDraft.MOST) {
            throw new MailException(Problem.TOO_BIG, "a message has at most " + MaildirDraft.MOST + " octets");
        }
        return account.beginDraft(folder);
    }

    @Override
    public AppendResult commit(List<AppendPlan> plans, Progress progress) {
        mayChange();
        return account.commit(folder, plans);
    }

    @Override
    public void remember(MemoKey key, Map<Long, byte[]> values) {
        mayRead();
        folder.memos().put(key, values, browse.count());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            folder.forget(this);
            account.left(this);
        }
    }
}
