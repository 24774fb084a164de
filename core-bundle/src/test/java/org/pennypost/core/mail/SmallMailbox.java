// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.mail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxId;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidList;
import org.pennypost.api.mail.UidMap;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.AppendResult;
import org.pennypost.api.store.Candidates;
import org.pennypost.api.store.Content;
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

/** One mailbox of messages without content, for one thread. */
public final class SmallMailbox implements Mailbox {
    private static final MailboxId ID = new MailboxId("box");

    private final Map<Long, MessageMeta> messages = new TreeMap<>();
    private final Map<Long, Long> expunged = new TreeMap<>();
    private long uidNext = 1;
    private long modSeq = 1;
    private int searches;

    /** Adds a message and returns its UID. */
    public long add(Flag... flags) {
        long uid = uidNext++;
        put(uid, Flags.of(flags));
        return uid;
    }

    private void put(long uid, Flags flags) {
        messages.put(uid, new MessageMeta(uid, ++modSeq, flags, 100, 0));
    }

    /** Returns how often {@link #search} was called. */
    public int searches() {
        return searches;
    }

    private Delta.Now now() {
        int[] uids = messages.keySet().stream().mapToInt(Long::intValue).toArray();
        return new Delta.Now(UidList.over(uids, uids.length), uidNext, modSeq);
    }

    private static UidSet set(Collection<Long> uids) {
        UidSet.Builder set = UidSet.builder();
        uids.forEach(set::add);
        return set.build();
    }

    private List<MessageMeta> find(Predicate<MessageMeta> condition) {
        return messages.values().stream().filter(condition).toList();
    }

    private UidSet uids(Predicate<MessageMeta> condition) {
        return set(find(condition).stream().map(MessageMeta::uid).toList());
    }

    private static boolean matches(SearchQuery query, MessageMeta meta) {
        if (query instanceof SearchQuery.And and) {
            return and.all().stream().allMatch(part -> matches(part, meta));
        } else if (query instanceof SearchQuery.Or or) {
            return matches(or.one(), meta) || matches(or.other(), meta);
        } else if (query instanceof SearchQuery.Not not) {
            return !matches(not.query(), meta);
        } else if (query instanceof SearchQuery.Has has) {
            return meta.flags().contains(has.flag());
        }
        throw new MailException(Problem.UNSUPPORTED, "query");
    }

    @Override
    public MailboxState state() {
        return new MailboxState(ID, 7, now(), UidSet.EMPTY, new MailboxState.Keywords(Flags.NONE, true));
    }

    @Override
    public MailboxStatus status(StatusPlan plan) {
        Map<SearchQuery, Long> counts = new LinkedHashMap<>();
        plan.counts()
                .forEach(query -> counts.put(
                        query, (long) find(meta -> matches(query, meta)).size()));
        MailboxStatus.Numbers numbers = new MailboxStatus.Numbers(
                messages.size(),
                0,
                find(meta -> !meta.flags().contains(Flag.SEEN)).size(),
                find(meta -> meta.flags().contains(Flag.DELETED)).size(),
                uidNext,
                7,
                modSeq);
        return new MailboxStatus(ID, numbers, 100L * messages.size(), OptionalLong.empty(), counts);
    }

    @Override
    public List<Message> messages(UidSet wanted, FetchPlan plan) {
        List<Message> list = new ArrayList<>();
        find(meta -> wanted.contains(meta.uid())).forEach(meta -> list.add(new Bare(meta)));
        return list;
    }

    private record Bare(MessageMeta meta) implements Message {
        @Override
        public Content content() {
            throw new MailException(Problem.UNSUPPORTED, "no content");
        }

        @Override
        public Optional<java.nio.ByteBuffer> memo(MemoKey key) {
            return Optional.empty();
        }
    }

    @Override
    public Delta changesSince(long since) {
        UidSet.Builder gone = UidSet.builder();
        expunged.forEach((uid, at) -> {
            if (at > since) {
                gone.add(uid);
            }
        });
        return Delta.of(now(), uids(meta -> meta.modSeq() > since), gone.build(), UidSet.EMPTY);
    }

    @Override
    public Candidates search(SearchQuery query, Progress progress) {
        searches++;
        return new Candidates(uids(meta -> matches(query, meta)), UidSet.EMPTY, SearchQuery.ALL);
    }

    @Override
    public FlagsResult setFlags(StorePlan plan, Progress progress) {
        UidSet there = uids(meta -> plan.uids().contains(meta.uid()));
        UidSet spared = plan.unchangedSince() < 0
                ? UidSet.EMPTY
                : uids(meta -> there.contains(meta.uid()) && meta.modSeq() > plan.unchangedSince());
        UidSet changed = there.minus(spared);
        changed.forEach(uid -> put(uid, plan.change().apply(messages.get(uid).flags())));
        return new FlagsResult(changed, spared, modSeq);
    }

    @Override
    public UidSet expunge(UidSet wanted, boolean onlyDeleted, Progress progress) {
        UidSet gone = uids(meta ->
                wanted.contains(meta.uid()) && (!onlyDeleted || meta.flags().contains(Flag.DELETED)));
        gone.forEach(uid -> {
            messages.remove(uid);
            expunged.put(uid, ++modSeq);
        });
        return gone;
    }

    @Override
    public CopyResult copy(CopyPlan plan, Progress progress) {
        List<Long> from = new ArrayList<>();
        List<Long> to = new ArrayList<>();
        for (MessageMeta meta : find(meta -> plan.uids().contains(meta.uid()))) {
            from.add(meta.uid());
            to.add(add(plan.change().apply(meta.flags()).list().toArray(Flag[]::new)));
        }
        if (plan.move()) {
            expunge(set(from), false, progress);
        }
        return new CopyResult(
                7,
                new UidMap(
                        from.stream().mapToLong(Long::longValue).toArray(),
                        to.stream().mapToLong(Long::longValue).toArray()));
    }

    @Override
    public Draft draft(long size) {
        throw new MailException(Problem.UNSUPPORTED, "no drafts");
    }

    @Override
    public AppendResult commit(List<AppendPlan> plans, Progress progress) {
        throw new MailException(Problem.UNSUPPORTED, "no drafts");
    }

    @Override
    public void remember(MemoKey key, Map<Long, byte[]> values) {}

    @Override
    public void close() {}
}
