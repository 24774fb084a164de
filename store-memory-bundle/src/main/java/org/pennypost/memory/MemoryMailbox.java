// SPDX-License-Identifier: Apache-2.0
package org.pennypost.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidMap;
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
import org.pennypost.api.store.Progress;
import org.pennypost.api.store.StatusPlan;
import org.pennypost.api.store.StorePlan;

/** A folder as one session has it open. */
final class MemoryMailbox implements Mailbox {
    private static final int TICK = 64;

    private final MemoryTree tree;
    private final MemoryFolder folder;
    private final Access access;
    /** Not the caller's own object: the same bell may be given twice. */
    private final Bell bell;

    private final Consumer<MemoryMailbox> forget;
    private UidSet recent = UidSet.EMPTY;
    private volatile boolean closed;

    /** Called under the tree's lock. */
    MemoryMailbox(MemoryTree tree, MemoryFolder folder, Access access, Bell bell, Consumer<MemoryMailbox> forget) {
        this.tree = tree;
        this.folder = folder;
        this.access = access;
        this.bell = bell::ring;
        this.forget = forget;
        folder.bells().add(this.bell);
        claim();
    }

    /** Takes what is recent, if this session may. Returns what is new to it. */
    private UidSet claim() {
        if (access == Access.SELECT) {
            UidSet claimed = folder.claim();
            recent = recent.union(claimed);
            return claimed;
        }
        return UidSet.EMPTY;
    }

    @Override
    public MailboxState state() {
        return look(() -> {
            claim();
            // Who only looks sees what the next SELECT will get.
            return folder.state(folder.uids().intersect(access == Access.EXAMINE ? folder.unclaimed() : recent));
        });
    }

    @Override
    public MailboxStatus status(StatusPlan plan) {
        return look(() -> folder.status(plan));
    }

    @Override
    public List<Message> messages(UidSet set, FetchPlan plan) {
        return look(() -> {
            UidSet there = folder.uids().intersect(set);
            if (there.count() > BATCH) {
                throw new IllegalArgumentException("at most " + BATCH + " messages in one call");
            }
            List<Message> messages = new ArrayList<>();
            there.forEach(uid -> {
                MemoryRecord record = folder.record(uid);
                if (record.modSeq() > plan.changedSince()) {
                    messages.add(new MemoryMessage(record, plan));
                }
            });
            return messages;
        });
    }

    @Override
    public Delta changesSince(long modSeq) {
        return look(() -> folder.changesSince(modSeq, claim()));
    }

    @Override
    public Candidates search(SearchQuery query, Progress progress) {
        progress.tick(0, -1);
        return look(() -> new Matching(folder.records().values()).candidates(query));
    }

    @Override
    public FlagsResult setFlags(StorePlan plan, Progress progress) {
        return change(() -> {
            UidSet there = folder.uids().intersect(plan.uids());
            UidSet.Builder spared = UidSet.builder();
            UidSet.Builder different = UidSet.builder();
            each(there, progress, uid -> {
                MemoryRecord record = folder.record(uid);
                if (plan.unchangedSince() >= 0 && record.modSeq() > plan.unchangedSince()) {
                    spared.add(uid);
                } else if (!plan.change().apply(record.flags()).equals(record.flags())) {
                    different.add(uid);
                }
            });
            UidSet changes = different.build();
            if (!changes.isEmpty()) {
                folder.flags(changes, plan.change()::apply);
            }
            return new FlagsResult(there.minus(spared.build()), spared.build(), folder.modSeq());
        });
    }

    @Override
    public UidSet expunge(UidSet set, boolean onlyDeleted, Progress progress) {
        return change(() -> {
            UidSet.Builder going = UidSet.builder();
            each(folder.uids().intersect(set), progress, uid -> {
                if (!onlyDeleted || folder.record(uid).flags().contains(Flag.DELETED)) {
                    going.add(uid);
                }
            });
            folder.remove(going.build());
            return going.build();
        });
    }

    @Override
    public CopyResult copy(CopyPlan plan, Progress progress) {
        Supplier<CopyResult> work = () -> {
            MemoryFolder target = tree.folder(plan.target());
            each(folder.uids().intersect(plan.uids()), progress, uid -> {});
            UidMap map = target.copyFrom(folder, plan.uids(), plan.change()::apply);
            if (plan.move()) {
                folder.remove(map.originals());
            }
            return new CopyResult(target.uidValidity(), map);
        };
        return plan.move() ? change(work) : tree.change(() -> checked(work));
    }

    @Override
    public Draft draft(long size) {
        if (size > MemoryDraft.LIMIT) {
            throw new MailException(Problem.TOO_BIG, "the message is too big for this store");
        }
        return change(tree::newDraft);
    }

    @Override
    public AppendResult commit(List<AppendPlan> plans, Progress progress) {
        return change(() -> {
            List<MemoryRecord> arrivals = new ArrayList<>();
            for (AppendPlan plan : plans) {
                progress.tick(arrivals.size(), plans.size());
                mustExist(plan);
                arrivals.add(MemoryRecord.of(
                        own(plan.draft()).wireForm(),
                        plan.flags(),
                        plan.internalDate().orElseGet(tree::now)));
            }
            long[] uids = folder.add(arrivals);
            long modSeq = folder.modSeq();
            for (AppendPlan plan : plans) {
                own(plan.draft()).useUp();
                plan.replaced()
                        .ifPresent(old -> place(old)
                                .ifPresent(place -> place.remove(place.uids().intersect(UidSet.of(old.uid())))));
            }
            return new AppendResult(folder.uidValidity(), UidSet.of(uids), modSeq);
        });
    }

    private void mustExist(AppendPlan plan) {
        plan.replaced().filter(AppendPlan.Replaced::mustExist).ifPresent(old -> {
            if (place(old).filter(place -> place.uids().indexOf(old.uid()) >= 0).isEmpty()) {
                throw new MailException(Problem.NOT_FOUND, "the message to be replaced is not there");
            }
        });
    }

    /** Where a message to be replaced is. */
    private Optional<MemoryFolder> place(AppendPlan.Replaced old) {
        return old.mailbox() == null ? Optional.of(folder) : tree.folder(old.mailbox());
    }

    private MemoryDraft own(Draft draft) {
        if (draft instanceof MemoryDraft mine && mine.belongsTo(tree) && !mine.over()) {
            return mine;
        }
        throw new MailException(Problem.NOT_FOUND, "the draft is not one of this account, or has been used up");
    }

    @Override
    public void remember(MemoKey key, Map<Long, byte[]> values) {
        look(() -> {
            values.forEach((uid, value) -> {
                MemoryRecord record = folder.records().get(uid);
                if (record != null && value.length <= MemoKey.VALUE_LIMIT) {
                    record.memos().put(key, value.clone());
                }
            });
            return true;
        });
    }

    @Override
    public void close() {
        closed = true;
        forget.accept(this);
        tree.look(() -> folder.bells().remove(bell));
    }

    private <T> T look(Supplier<T> reading) {
        return tree.look(() -> checked(reading));
    }

    private <T> T change(Supplier<T> work) {
        return tree.change(() -> {
            if (access == Access.EXAMINE) {
                throw new MailException(Problem.NO_PERMISSION, "the mailbox is open for reading only");
            }
            return checked(work);
        });
    }

    private <T> T checked(Supplier<T> work) {
        if (closed) {
            throw new MailException(Problem.UNAVAILABLE, "the mailbox has been closed");
        }
        if (folder.gone()) {
            throw new MailException(Problem.NOT_FOUND, "the mailbox has been deleted");
        }
        return work.get();
    }

    /** Looks at each member, ticking on the way: before anything is changed, so that a tick may throw. */
    private static void each(UidSet set, Progress progress, LongConsumer action) {
        long total = set.count();
        long[] done = {0};
        set.forEach(uid -> {
            if (done[0]++ % TICK == 0) {
                progress.tick(done[0], total);
            }
            action.accept(uid);
        });
    }
}
