// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.FlagChange;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.CopyPlan;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.FlagsResult;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.Policy;
import org.pennypost.api.store.Progress;
import org.pennypost.api.store.Rules;
import org.pennypost.api.store.StatusPlan;
import org.pennypost.api.store.StorePlan;
import org.pennypost.core.mail.EmptyStore;
import org.pennypost.core.mail.SmallMailbox;

class PoliciesTest {
    private static final Identity ALICE = Identity.of("alice");
    private static final Flag SERVICE = Flag.of("$Service");
    private static final SearchQuery MEDIA = new SearchQuery.Has(Flag.of("$Media"));

    private final Policies policies = new Policies(Duration.ofMillis(200));
    private final EmptyStore store = new EmptyStore();
    private final SmallMailbox all = new SmallMailbox();

    /** Hides by $Service from who has not ENABLEd EXTENSIONS. */
    private static final class ByService implements Policy {
        @Override
        public Set<Flag> hidingKeywords() {
            return Set.of(SERVICE);
        }

        @Override
        public Rules rules(Identity identity, Set<String> enabled) {
            return enabled.contains("EXTENSIONS") ? Rules.showing(Set.of(SERVICE)) : Rules.NONE;
        }
    }

    private MailAccount account(String... enabled) {
        return policies.wrap(new EmptyStore.Account(store, all), ALICE, Set.of(enabled));
    }

    private Mailbox open(String... enabled) {
        return account(enabled).open(MailboxName.INBOX, Access.SELECT, Bell.SILENT);
    }

    private void rule() {
        policies.entered(store);
        policies.set(List.of(new ByService()));
    }

    @Test
    void withoutAHidingKeywordNothingIsWrapped() {
        policies.entered(store);
        assertThat(open()).isSameAs(all);
    }

    @Test
    void whatIsHiddenIsNotThere() {
        rule();
        all.add();
        all.add(SERVICE, Flag.DELETED);
        all.add(Flag.of("$Media"));
        all.add(SERVICE, Flag.of("$Media"));
        Mailbox seen = open();
        assertThat(seen.state().now().uids().toSet()).isEqualTo(UidSet.of(1, 3));
        assertThat(seen.state().now().uidNext()).isEqualTo(5);
        assertThat(seen.messages(UidSet.range(1, 4), new FetchPlan(UidSet.range(1, 4))))
                .hasSize(2);
        assertThat(seen.search(MEDIA, Progress.NONE).matches()).isEqualTo(UidSet.of(3));
        assertThat(seen.expunge(UidSet.ALL, true, Progress.NONE)).isEqualTo(UidSet.EMPTY);
        assertThat(seen.copy(new CopyPlan(UidSet.of(2, 3), MailboxName.INBOX, false), Progress.NONE)
                        .uids()
                        .originals())
                .isEqualTo(UidSet.of(3));
        MailboxStatus status = account().status(MailboxName.INBOX, new StatusPlan().count(MEDIA));
        assertThat(status.numbers().messages()).isEqualTo(3);
        assertThat(status.numbers().unseen()).isEqualTo(3);
        assertThat(status.numbers().deleted()).isZero();
        assertThat(status.numbers().uidNext()).isEqualTo(6);
        assertThat(status.count(MEDIA)).isEqualTo(2);
        assertThat(status.counts()).containsOnlyKeys(MEDIA);
        assertThat(open("EXTENSIONS").state().now().uids().size()).isEqualTo(5);
    }

    @Test
    void becomingHiddenIsBeingExpunged() {
        rule();
        all.add();
        all.add();
        Mailbox seen = open();
        long before = seen.state().now().modSeq();
        open("EXTENSIONS")
                .setFlags(
                        new StorePlan(UidSet.of(2), new FlagChange(FlagChange.Mode.ADD, Flags.of(SERVICE))),
                        Progress.NONE);
        Delta delta = seen.changesSince(before);
        assertThat(delta.vanished()).isEqualTo(UidSet.of(2));
        assertThat(delta.changed()).isEqualTo(UidSet.EMPTY);
        assertThat(delta.uids().toSet()).isEqualTo(UidSet.of(1));
    }

    @Test
    void comingToLightGivesANewUid() {
        rule();
        all.add(SERVICE);
        all.add(SERVICE, Flag.SEEN);
        all.add();
        Mailbox seen = open();
        Mailbox whole = open("EXTENSIONS");
        long before = seen.state().now().modSeq();
        FlagsResult result = whole.setFlags(
                new StorePlan(UidSet.of(1, 3), new FlagChange(FlagChange.Mode.REMOVE, Flags.of(SERVICE))),
                Progress.NONE);
        assertThat(result.changed()).isEqualTo(UidSet.of(3));
        assertThat(whole.state().now().uids().toSet()).isEqualTo(UidSet.of(2, 3, 4));
        whole.setFlags(
                new StorePlan(UidSet.of(2), new FlagChange(FlagChange.Mode.REPLACE, Flags.of(Flag.FLAGGED))),
                Progress.NONE);
        Delta delta = seen.changesSince(before);
        assertThat(delta.uids().toSet()).isEqualTo(UidSet.of(3, 4, 5));
        assertThat(whole.messages(UidSet.of(5), new FetchPlan(UidSet.of(5)))
                        .get(0)
                        .meta()
                        .flags())
                .isEqualTo(Flags.of(Flag.FLAGGED));
    }

    @Test
    void replacingFlagsWithTheKeywordMovesNothing() {
        rule();
        all.add(SERVICE);
        open("EXTENSIONS")
                .setFlags(
                        new StorePlan(UidSet.of(1), new FlagChange(FlagChange.Mode.REPLACE, Flags.of(SERVICE))),
                        Progress.NONE);
        assertThat(all.state().now().uids().toSet()).isEqualTo(UidSet.of(1));
    }

    @Test
    void unchangedSinceSparesWhatWouldBeMoved() {
        rule();
        all.add(SERVICE);
        long told = all.state().now().modSeq();
        all.setFlags(
                new StorePlan(UidSet.of(1), new FlagChange(FlagChange.Mode.ADD, Flags.of(Flag.SEEN))), Progress.NONE);
        FlagsResult result = open("EXTENSIONS")
                .setFlags(
                        new StorePlan(UidSet.of(1), new FlagChange(FlagChange.Mode.REMOVE, Flags.of(SERVICE)))
                                .unchangedSince(told),
                        Progress.NONE);
        assertThat(result.spared()).isEqualTo(UidSet.of(1));
        assertThat(all.state().now().uids().toSet()).isEqualTo(UidSet.of(1));
    }

    @Test
    void sessionsShareOneListPerMomentAndRule() {
        rule();
        all.add();
        all.add(SERVICE);
        Mailbox one = open();
        Mailbox other = open();
        assertThat(one.state().now().uids()).isSameAs(other.state().now().uids());
        one.changesSince(1);
        assertThat(all.searches()).isEqualTo(1);
    }

    @Test
    void aHidingKeywordHidesWithoutItsPolicyAndInTheNextCore() {
        AtomicInteger changes = new AtomicInteger();
        policies.whenHidingChanges(changes::incrementAndGet);
        rule();
        assertThat(changes).hasValue(1);
        policies.entered(store);
        assertThat(store.settings).containsEntry("hiding-keywords", "$Service");
        all.add(SERVICE);
        Policies next = new Policies(Duration.ofSeconds(1));
        next.entered(store);
        MailAccount account = next.wrap(new EmptyStore.Account(store, all), ALICE, Set.of("EXTENSIONS"));
        assertThat(account.open(MailboxName.INBOX, Access.SELECT, Bell.SILENT)
                        .state()
                        .now()
                        .uids()
                        .size())
                .isZero();
    }

    @Test
    void whatAPolicyShowedIsShownForTheGraceOn() {
        rule();
        all.add(SERVICE);
        policies.set(List.of());
        assertThat(open("EXTENSIONS").state().now().uids().size()).isEqualTo(1);
        await().until(() -> open("EXTENSIONS").state().now().uids().size() == 0);
    }
}
