// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.api.store.Draft;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.MaildropLock;
import org.pennypost.api.store.Namespace;
import org.pennypost.api.store.Need;
import org.pennypost.api.store.StatusPlan;

/** An account in whose mailboxes some messages are hidden, or get a new UID when they come to light. */
final class PolicedAccount implements MailAccount {
    private final MailAccount account;
    private final Sight sight;

    PolicedAccount(MailAccount account, Sight sight) {
        this.account = account;
        this.sight = sight;
    }

    @Override
    public List<Namespace> namespaces() {
        return account.namespaces();
    }

    @Override
    public List<MailboxEntry> list() {
        return account.list();
    }

    @Override
    public void create(MailboxName name, CreatePlan plan) {
        account.create(name, plan);
    }

    @Override
    public void delete(MailboxName name) {
        account.delete(name);
    }

    @Override
    public void rename(MailboxName from, MailboxName to) {
        account.rename(from, to);
    }

    @Override
    public void subscribe(MailboxName name, boolean subscribed) {
        account.subscribe(name, subscribed);
    }

    @Override
    public MailboxStatus status(MailboxName name, StatusPlan plan) {
        if (sight.clear()) {
            return account.status(name, plan);
        }
        SeenStatus seen = new SeenStatus(sight, plan);
        return seen.of(account.status(name, seen.plan()));
    }

    @Override
    public Mailbox open(MailboxName name, Access access, Bell bell) {
        return new PolicedMailbox(account.open(name, access, bell), name, sight);
    }

    @Override
    public Optional<Draft> draft(String token) {
        return account.draft(token);
    }

    @Override
    public MaildropLock lockMaildrop(@Nullable String token) {
        return account.lockMaildrop(token);
    }

    @Override
    public <T> Optional<T> facet(Class<T> type) {
        return account.facet(type);
    }

    @Override
    public void close() {
        account.close();
    }

    /** A status from which the hidden messages are taken away. The sum of sizes counts them all. */
    static final class SeenStatus {
        private final Map<SearchQuery, SearchQuery> queries = new LinkedHashMap<>();
        private final StatusPlan plan = new StatusPlan();
        private final SearchQuery hidden;
        private final SearchQuery unseen;
        private final SearchQuery deleted;

        SeenStatus(Sight sight, StatusPlan wanted) {
            hidden = sight.hiddenQuery();
            unseen = and(hidden, new SearchQuery.Not(new SearchQuery.Has(Flag.SEEN)));
            deleted = and(hidden, new SearchQuery.Has(Flag.DELETED));
            for (Need need : Need.values()) {
                if (wanted.wants(need)) {
                    plan.needs(need);
                }
            }
            for (SearchQuery query : wanted.counts()) {
                queries.put(query, sight.seen(query));
                plan.count(sight.seen(query));
            }
            plan.count(hidden).count(unseen).count(deleted);
        }

        private static SearchQuery and(SearchQuery one, SearchQuery other) {
            return new SearchQuery.And(List.of(one, other));
        }

        StatusPlan plan() {
            return plan;
        }

        MailboxStatus of(MailboxStatus all) {
            MailboxStatus.Numbers numbers = all.numbers();
            Map<SearchQuery, Long> counts = new LinkedHashMap<>();
            queries.forEach((query, asked) -> counts.put(query, all.count(asked)));
            MailboxStatus.Numbers seen = new MailboxStatus.Numbers(
                    numbers.messages() - all.count(hidden),
                    Math.min(numbers.recent(), numbers.messages() - all.count(hidden)),
                    numbers.unseen() - all.count(unseen),
                    numbers.deleted() - all.count(deleted),
                    numbers.uidNext(),
                    numbers.uidValidity(),
                    numbers.modSeq());
            return new MailboxStatus(all.id(), seen, all.size(), all.oldest(), counts);
        }
    }
}
