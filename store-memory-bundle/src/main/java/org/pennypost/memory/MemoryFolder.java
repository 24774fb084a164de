// SPDX-License-Identifier: Apache-2.0
package org.pennypost.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxId;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidList;
import org.pennypost.api.mail.UidMap;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.MailboxState;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.Need;
import org.pennypost.api.store.StatusPlan;

/**
 * A mailbox as all sessions share it. Guarded by the tree's lock. Every change gets one mod-sequence, above all before
 * it; what was expunged is kept in a log of limited length, and who asks about earlier times is told "too old".
 */
final class MemoryFolder {
    /** Expunges that the log remembers. */
    static final int LOG = 1000;

    private static final int KEYWORDS = 1000;

    private final MemoryTree tree;
    private final MailboxId id;
    private final long uidValidity;
    private final NavigableMap<Long, MemoryRecord> records = new TreeMap<>();
    private final AttributeMap attributes = new AttributeMap();
    private final TreeSet<Flag> keywords = new TreeSet<>();
    private final Deque<Expunged> log = new ArrayDeque<>();
    private final List<Bell> bells = new ArrayList<>();
    private int[] array = new int[16];
    private UidList uids = UidList.EMPTY;
    private UidSet unclaimed = UidSet.EMPTY;
    private long uidNext = 1;
    private long modSeq = 1;
    private long forgotten;
    private boolean gone;

    /**
     * What went in one go.
     *
     * @param keyworded those of them that had keywords
     */
    private record Expunged(long modSeq, UidSet uids, List<MemoryRecord> keyworded) {}

    MemoryFolder(MemoryTree tree, MailboxId id, long uidValidity) {
        this.tree = tree;
        this.id = id;
        this.uidValidity = uidValidity;
    }

    MailboxId id() {
        return id;
    }

    long uidValidity() {
        return uidValidity;
    }

    long modSeq() {
        return modSeq;
    }

    UidList uids() {
        return uids;
    }

    NavigableMap<Long, MemoryRecord> records() {
        return records;
    }

    AttributeMap attributes() {
        return attributes;
    }

    List<Bell> bells() {
        return bells;
    }

    boolean gone() {
        return gone;
    }

    /** The mailbox has been deleted: whoever has it open learns that at the next call. */
    void vanish() {
        gone = true;
        touch();
    }

    /** Returns what rings this folder's bells. */
    List<Runnable> rings() {
        long upTo = modSeq;
        return bells.stream().map(bell -> (Runnable) () -> bell.ring(id, upTo)).toList();
    }

    /** Begins a change. Returns its mod-sequence. */
    private long touch() {
        tree.touch(this);
        return ++modSeq;
    }

    /** Returns messages nobody has been told of as \Recent. */
    UidSet unclaimed() {
        return unclaimed;
    }

    /** Gives those messages to one session (RFC 3501 §2.3.2). */
    UidSet claim() {
        UidSet claimed = unclaimed;
        unclaimed = UidSet.EMPTY;
        return claimed;
    }

    MailboxState state(UidSet recent) {
        return new MailboxState(
                id,
                uidValidity,
                new Delta.Now(uids, uidNext, modSeq),
                recent,
                new MailboxState.Keywords(Flags.of(keywords), keywords.size() < KEYWORDS));
    }

    Delta changesSince(long since, UidSet recent) {
        Delta.Now now = new Delta.Now(uids, uidNext, modSeq);
        // Above ours: the asker knows another history of this mailbox.
        if (since < forgotten || since > modSeq) {
            return Delta.tooOld(now, recent);
        }
        UidSet.Builder changed = UidSet.builder();
        if (since < modSeq) {
            records.values().stream()
                    .filter(record -> record.modSeq() > since)
                    .forEach(record -> changed.add(record.uid()));
        }
        UidSet vanished = log.stream()
                .filter(entry -> entry.modSeq > since)
                .map(Expunged::uids)
                .reduce(UidSet.EMPTY, UidSet::union);
        return Delta.of(now, changed.build(), vanished, recent).formerly(formerly(since));
    }

    private Map<Flag, UidSet> formerly(long since) {
        Map<Flag, UidSet> formerly = new HashMap<>();
        for (Expunged entry : log) {
            if (entry.modSeq > since) {
                for (MemoryRecord record : entry.keyworded) {
                    if (record.modSeq() <= since) {
                        record.flags()
                                .keywords()
                                .forEach(keyword -> formerly.merge(keyword, UidSet.of(record.uid()), UidSet::union));
                    }
                }
            }
        }
        return formerly;
    }

    MailboxStatus status(StatusPlan plan) {
        long unseen = 0;
        long deleted = 0;
        long size = plan.wants(Need.SIZES) ? 0 : -1;
        OptionalLong oldest = OptionalLong.empty();
        for (MemoryRecord record : records.values()) {
            unseen += record.flags().contains(Flag.SEEN) ? 0 : 1;
            deleted += record.flags().contains(Flag.DELETED) ? 1 : 0;
            size += size < 0 ? 0 : record.octets().length;
            if (plan.wants(Need.DATES) && (oldest.isEmpty() || record.internalDate() < oldest.getAsLong())) {
                oldest = OptionalLong.of(record.internalDate());
            }
        }
        Map<SearchQuery, Long> counts = new HashMap<>();
        plan.counts()
                .forEach(query -> counts.put(
                        query,
                        new Matching(records.values())
                                .candidates(query)
                                .matches()
                                .count()));
        return new MailboxStatus(
                id,
                new MailboxStatus.Numbers(
                        uids.size(), unclaimed.count(), unseen, deleted, uidNext, uidValidity, modSeq),
                size,
                oldest,
                counts);
    }

    /**
     * Adds messages in order, all with one mod-sequence. Readers' lists are not disturbed: the array is filled beyond
     * their length, or copied when it is full.
     *
     * @return the new UIDs
     */
    long[] add(List<MemoryRecord> arrivals) {
        arrivals.forEach(record -> allow(record.flags()));
        long change = touch();
        long[] given = new long[arrivals.size()];
        int size = uids.size();
        if (size + given.length > array.length) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, size + given.length));
        }
        for (int i = 0; i < given.length; i++) {
            MemoryRecord record = arrivals.get(i).arrived(uidNext, change);
            given[i] = uidNext++;
            array[size + i] = (int) given[i];
            records.put(given[i], record);
            keywords.addAll(record.flags().keywords());
        }
        uids = UidList.over(array, size + given.length);
        unclaimed = unclaimed.union(UidSet.of(given));
        return given;
    }

    /** Copies messages of a folder, which may be this one. */
    UidMap copyFrom(MemoryFolder source, UidSet set, UnaryOperator<Flags> flags) {
        UidSet there = source.uids.intersect(set);
        if (there.isEmpty()) {
            return UidMap.EMPTY;
        }
        List<MemoryRecord> copies = new ArrayList<>();
        List<Long> originals = new ArrayList<>();
        there.forEach(uid -> {
            MemoryRecord record = source.record(uid);
            originals.add(uid);
            copies.add(record.copy(flags.apply(record.flags())));
        });
        return new UidMap(originals.stream().mapToLong(uid -> uid).toArray(), add(copies));
    }

    /** Removes messages that are there. An expunge copies the array: readers keep theirs. */
    void remove(UidSet set) {
        if (set.isEmpty()) {
            return;
        }
        long change = touch();
        List<MemoryRecord> keyworded = new ArrayList<>();
        set.forEach(uid -> {
            MemoryRecord record = records.remove(uid);
            if (record != null && !record.flags().keywords().isEmpty()) {
                keyworded.add(record.bare());
            }
        });
        array = Arrays.copyOf(
                records.keySet().stream().mapToInt(Long::intValue).toArray(), Math.max(16, records.size() * 2));
        uids = UidList.over(array, records.size());
        unclaimed = unclaimed.minus(set);
        log.add(new Expunged(change, set, keyworded));
        if (log.size() > LOG) {
            forgotten = log.remove().modSeq;
        }
    }

    /** Gives messages that are there other flags, all with one mod-sequence. */
    void flags(UidSet set, UnaryOperator<Flags> flags) {
        set.forEach(uid -> allow(flags.apply(record(uid).flags())));
        long change = touch();
        set.forEach(uid -> {
            MemoryRecord changed = record(uid).with(flags.apply(record(uid).flags()), change);
            keywords.addAll(changed.flags().keywords());
            records.put(uid, changed);
        });
    }

    /** Refuses flags with a keyword for which there is no room. */
    private void allow(Flags flags) {
        if (keywords.size() + flags.keywords().size() > KEYWORDS && !keywords.containsAll(flags.keywords())) {
            throw new MailException(Problem.LIMIT, "a mailbox has at most 1000 keywords");
        }
    }

    MemoryRecord record(long uid) {
        MemoryRecord record = records.get(uid);
        if (record == null) {
            throw new MailException(Problem.EXPUNGED, "the message has been expunged");
        }
        return record;
    }
}
