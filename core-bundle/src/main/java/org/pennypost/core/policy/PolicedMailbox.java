// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxId;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.AppendResult;
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

/**
 * A mailbox as a session may see it. Messages with a keyword that hides from it are not there; becoming hidden is being
 * expunged. For everybody, a message that loses a hiding keyword is moved within the mailbox, so that it comes to light
 * under a new UID: one below a UIDNEXT that was told before would be missed for ever.
 */
final class PolicedMailbox implements Mailbox {
    private final Mailbox mailbox;
    private final MailboxName name;
    private final MailboxId id;
    private final Sight sight;

    PolicedMailbox(Mailbox mailbox, MailboxName name, Sight sight) {
        this.mailbox = mailbox;
        this.name = name;
        this.sight = sight;
        this.id = mailbox.state().id();
    }

    @Override
    public MailboxState state() {
        MailboxState state = mailbox.state();
        if (sight.clear()) {
            return state;
        }
        Views.View view = view(state.now());
        Delta.Now now =
                new Delta.Now(view.uids(), state.now().uidNext(), state.now().modSeq());
        return state.with(now, state.recent().minus(view.hidden()));
    }

    private Views.View view(Delta.Now now) {
        return sight.views().of(sight, id, mailbox, now);
    }

    private UidSet seen(UidSet set) {
        return sight.clear() ? set : set.minus(view(mailbox.state().now()).hidden());
    }

    @Override
    public MailboxStatus status(StatusPlan plan) {
        if (sight.clear()) {
            return mailbox.status(plan);
        }
        PolicedAccount.SeenStatus seen = new PolicedAccount.SeenStatus(sight, plan);
        return seen.of(mailbox.status(seen.plan()));
    }

    @Override
    public List<Message> messages(UidSet set, FetchPlan plan) {
        List<Message> all = mailbox.messages(set, plan);
        if (sight.clear()) {
            return all;
        }
        return all.stream()
                .filter(message -> !message.meta().flags().containsAny(sight.hidden()))
                .toList();
    }

    @Override
    public Delta changesSince(long modSeq) {
        Delta delta = mailbox.changesSince(modSeq);
        if (sight.clear()) {
            return delta;
        }
        Views.View view = view(new Delta.Now(delta.uids(), delta.uidNext(), delta.modSeq()));
        Delta.Now now = new Delta.Now(view.uids(), delta.uidNext(), delta.modSeq());
        UidSet recent = delta.recent().minus(view.hidden());
        if (!delta.complete()) {
            return Delta.tooOld(now, recent);
        }
        UidSet nowHidden = delta.changed().intersect(view.hidden());
        // who never saw a message is not told that it went
        UidSet vanished = delta.vanished().minus(delta.vanishedWith(sight.hidden()));
        return Delta.of(now, delta.changed().minus(nowHidden), vanished.union(nowHidden), recent);
    }

    @Override
    public Candidates search(SearchQuery query, Progress progress) {
        Candidates found = mailbox.search(query, progress);
        if (sight.clear()) {
            return found;
        }
        return new Candidates(seen(found.matches()), seen(found.open()), found.rest());
    }

    @Override
    public FlagsResult setFlags(StorePlan plan, Progress progress) {
        UidSet wanted = seen(plan.uids());
        UidSet revealed = revealed(plan, wanted, progress);
        FlagsResult result = mailbox.setFlags(
                new StorePlan(wanted.minus(revealed), plan.change()).unchangedSince(plan.unchangedSince()), progress);
        if (revealed.isEmpty()) {
            return result;
        }
        UidSet spared = changedAfter(plan.unchangedSince(), revealed);
        UidSet moved = revealed.minus(spared);
        if (!moved.isEmpty()) {
            mailbox.copy(new CopyPlan(moved, name, true).change(plan.change()), progress);
        }
        return new FlagsResult(result.changed(), result.spared().union(spared), result.modSeq());
    }

    /** Returns those of the messages that lose a hiding keyword. */
    private UidSet revealed(StorePlan plan, UidSet wanted, Progress progress) {
        Set<Flag> lost = sight.revealedBy(plan.change());
        if (lost.isEmpty() || wanted.isEmpty()) {
            return UidSet.EMPTY;
        }
        return mailbox.search(Sight.any(lost), progress).matches().intersect(wanted);
    }

    private UidSet changedAfter(long modSeq, UidSet set) {
        UidSet.Builder later = UidSet.builder();
        UidSet left = modSeq < 0 ? UidSet.EMPTY : set;
        while (!left.isEmpty()) {
            UidSet batch = left.head(BATCH);
            left = left.minus(batch);
            for (Message message : mailbox.messages(batch, new FetchPlan(batch))) {
                if (message.meta().modSeq() > modSeq) {
                    later.add(message.meta().uid());
                }
            }
        }
        return later.build();
    }

    @Override
    public UidSet expunge(UidSet set, boolean onlyDeleted, Progress progress) {
        return mailbox.expunge(seen(set), onlyDeleted, progress);
    }

    @Override
    public CopyResult copy(CopyPlan plan, Progress progress) {
        if (sight.clear()) {
            return mailbox.copy(plan, progress);
        }
        return mailbox.copy(
                new CopyPlan(seen(plan.uids()), plan.target(), plan.move()).change(plan.change()), progress);
    }

    @Override
    public Draft draft(long size) {
        return mailbox.draft(size);
    }

    @Override
    public AppendResult commit(List<AppendPlan> plans, Progress progress) {
        if (sight.clear()) {
            return mailbox.commit(plans, progress);
        }
        List<AppendPlan> allowed = new ArrayList<>();
        for (AppendPlan plan : plans) {
            allowed.add(withoutHidden(plan));
        }
        return mailbox.commit(allowed, progress);
    }

    /** Nobody replaces a message that he does not see. */
    private AppendPlan withoutHidden(AppendPlan plan) {
        Optional<AppendPlan.Replaced> replaced = plan.replaced();
        if (replaced.isEmpty()
                || (replaced.get().mailbox() != null
                        && !id.equals(replaced.get().mailbox()))
                || !seen(UidSet.of(replaced.get().uid())).isEmpty()) {
            return plan;
        }
        if (replaced.get().mustExist()) {
            throw new MailException(Problem.NOT_FOUND, "no such message");
        }
        AppendPlan bare = new AppendPlan(plan.draft()).flags(plan.flags());
        plan.internalDate().ifPresent(bare::internalDate);
        return bare;
    }

    @Override
    public void remember(MemoKey key, Map<Long, byte[]> values) {
        mailbox.remember(key, values);
    }

    @Override
    public void close() {
        mailbox.close();
    }
}
