// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.MailboxId;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.Candidates;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.Need;
import org.pennypost.api.store.Progress;
import org.pennypost.api.store.StatusPlan;
import org.pennypost.maildir.name.FlagWord;

/** Answers from a folder's table: searches as far as metadata decides them, and STATUS. */
public final class Search {
    private final Folder folder;

    /** Makes a searcher. */
    public Search(Folder folder) {
        this.folder = folder;
    }

    private enum Answer {
        YES,
        NO,
        OPEN;

        Answer not() {
            return this == OPEN ? OPEN : this == YES ? NO : YES;
        }

        static Answer of(boolean holds) {
            return holds ? YES : NO;
        }
    }

    /** Returns what metadata decides. */
    public Candidates run(SearchQuery query, Progress progress) {
        complete(asks(query, true), asks(query, false), progress);
        UidSet.Builder matches = UidSet.builder();
        UidSet.Builder open = UidSet.builder();
        folder.locked(() -> {
            MessageTable table = folder.state.table;
            for (int i = 0; i < table.size(); i++) {
                Answer answer = test(query, i);
                if (answer != Answer.NO) {
                    (answer == Answer.YES ? matches : open).add(table.uid(i));
                }
            }
            return table;
        });
        return new Candidates(matches.build(), open.build(), rest(query));
    }

    /** Returns the part of a query that the table may leave open. */
    private static SearchQuery rest(SearchQuery query) {
        if (query instanceof SearchQuery.And and) {
            List<SearchQuery> left = new ArrayList<>();
            for (SearchQuery part : and.all()) {
                if (isOpen(part)) {
                    left.add(rest(part));
                }
            }
            return left.size() == 1 ? left.get(0) : new SearchQuery.And(left);
        }
        return isOpen(query) ? query : SearchQuery.ALL;
    }

    private static boolean isOpen(SearchQuery query) {
        if (query instanceof SearchQuery.And and) {
            return and.all().stream().anyMatch(Search::isOpen);
        }
        if (query instanceof SearchQuery.Or or) {
            return isOpen(or.one()) || isOpen(or.other());
        }
        if (query instanceof SearchQuery.Not not) {
            return isOpen(not.query());
        }
        return query instanceof SearchQuery.Sent
                || query instanceof SearchQuery.Header
                || query instanceof SearchQuery.Body
                || query instanceof SearchQuery.Text;
    }

    private static boolean asks(SearchQuery query, boolean size) {
        if (query instanceof SearchQuery.And and) {
            return and.all().stream().anyMatch(part -> asks(part, size));
        }
        if (query instanceof SearchQuery.Or or) {
            return asks(or.one(), size) || asks(or.other(), size);
        }
        if (query instanceof SearchQuery.Not not) {
            return asks(not.query(), size);
        }
        return size
                ? query instanceof SearchQuery.Larger || query instanceof SearchQuery.Smaller
                : query instanceof SearchQuery.Received || query instanceof SearchQuery.ReceivedFrom;
    }

    /** Finds out sizes or dates that nobody has asked for yet. */
    private void complete(boolean sizes, boolean dates, Progress progress) {
        if (!sizes && !dates) {
            return;
        }
        UidSet unknown = folder.locked(() -> {
            MessageTable table = folder.state.table;
            UidSet.Builder missing = UidSet.builder();
            for (int i = 0; i < table.size(); i++) {
                if ((sizes && table.size(i) < 0) || (dates && table.date(i) == MessageTable.NO_DATE)) {
                    missing.add(table.uid(i));
                }
            }
            return missing.build();
        });
        long total = unknown.count();
        FetchPlan plan = new FetchPlan(unknown);
        if (sizes) {
            plan.needs(Need.SIZES);
        }
        if (dates) {
            plan.needs(Need.DATES);
        }
        Browse browse = new Browse(folder);
        for (long done = 0; done < total; done += Change.CHUNK) {
            UidSet batch = unknown.head(Math.min(Change.CHUNK, Mailbox.BATCH));
            unknown = unknown.minus(batch);
            browse.metas(batch, plan);
            progress.tick(done, total);
        }
    }

    private Answer test(SearchQuery query, int i) {
        MessageTable table = folder.state.table;
        if (query instanceof SearchQuery.And and) {
            Answer all = Answer.YES;
            for (SearchQuery part : and.all()) {
                Answer answer = test(part, i);
                if (answer == Answer.NO) {
                    return Answer.NO;
                }
                all = answer == Answer.OPEN ? Answer.OPEN : all;
            }
            return all;
        }
        if (query instanceof SearchQuery.Or or) {
            Answer one = test(or.one(), i);
            Answer other = one == Answer.YES ? Answer.YES : test(or.other(), i);
            return one == Answer.YES || other == Answer.YES
                    ? Answer.YES
                    : one == Answer.NO && other == Answer.NO ? Answer.NO : Answer.OPEN;
        }
        if (query instanceof SearchQuery.Not not) {
            return test(not.query(), i).not();
        }
        if (query instanceof SearchQuery.Uids uids) {
            return Answer.of(uids.uids().contains(table.uid(i)));
        }
        if (query instanceof SearchQuery.Has has) {
            return Answer.of(has(table.word(i), has.flag()));
        }
        if (query instanceof SearchQuery.ModSeq modSeq) {
            return Answer.of(table.modSeq(i) >= modSeq.atLeast());
        }
        return numbers(query, table, i);
    }

    private boolean has(long word, Flag flag) {
        if (!flag.isKeyword()) {
            return (word & flag.bit()) != 0;
        }
        int number = folder.state.keywords.indexOf(flag);
        return number >= 0 && (word & FlagWord.keyword(number)) != 0;
    }

    private static Answer numbers(SearchQuery query, MessageTable table, int i) {
        if (query instanceof SearchQuery.Larger larger) {
            return Answer.of(table.size(i) > larger.octets());
        }
        if (query instanceof SearchQuery.Smaller smaller) {
            return Answer.of(table.size(i) >= 0 && table.size(i) < smaller.octets());
        }
        if (query instanceof SearchQuery.ReceivedFrom from) {
            return Answer.of(table.date(i) >= from.second());
        }
        if (query instanceof SearchQuery.Received received) {
            long start = midnight(received.day());
            long date = table.date(i);
            return Answer.of(
                    switch (received.when()) {
                        case BEFORE -> date < start;
                        case ON ->
                            date >= start && date < midnight(received.day().plusDays(1));
                        case SINCE -> date >= start;
                    });
        }
        return Answer.OPEN;
    }

    private static long midnight(LocalDate day) {
        return day.atStartOfDay(ZoneId.systemDefault()).toEpochSecond();
    }

    /** Returns what STATUS says. */
    public MailboxStatus status(StatusPlan plan) {
        boolean sizes = plan.wants(Need.SIZES);
        boolean dates = plan.wants(Need.DATES);
        for (SearchQuery query : plan.counts()) {
            sizes |= asks(query, true);
            dates |= asks(query, false);
        }
        folder.locked(folder::refresh);
        complete(sizes, dates, Progress.NONE);
        return folder.locked(() -> counted(plan));
    }

    private MailboxStatus counted(StatusPlan plan) {
        FolderState state = folder.state;
        MessageTable table = state.table;
        long unseen = 0;
        long deleted = 0;
        long size = 0;
        long oldest = Long.MAX_VALUE;
        for (int i = 0; i < table.size(); i++) {
            long word = table.word(i);
            unseen += (word & Flag.SEEN.bit()) == 0 ? 1 : 0;
            deleted += (word & Flag.DELETED.bit()) != 0 ? 1 : 0;
            size += Math.max(0, table.size(i));
            oldest = Math.min(oldest, table.date(i));
        }
        long recent = table.size() - table.uids().indexFrom(state.recentFrom);
        Map<SearchQuery, Long> counts = new HashMap<>();
        for (SearchQuery query : plan.counts()) {
            long count = 0;
            for (int i = 0; i < table.size(); i++) {
                count += test(query, i) == Answer.YES ? 1 : 0;
            }
            counts.put(query, count);
        }
        return new MailboxStatus(
                new MailboxId(state.guid),
                new MailboxStatus.Numbers(
                        table.size(), recent, unseen, deleted, state.uidNext, state.uidValidity, state.modSeq),
                plan.wants(Need.SIZES) ? size : -1,
                plan.wants(Need.DATES) && table.size() > 0 ? OptionalLong.of(oldest) : OptionalLong.empty(),
                counts);
    }
}
