// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.pennypost.api.access.LoginResult;
import org.pennypost.api.access.LoginResult.Reason;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.auth.LoginRule;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.MailAccount;
import org.pennypost.core.domain.Domain;
import org.pennypost.core.domain.Domains;
import org.pennypost.core.plugin.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last steps: for whom somebody may act, whether there is room for him, his account; or the refusal and its delay. */
final class Entry {
    private static final Logger LOG = LoggerFactory.getLogger("org.pennypost.login");

    private final Authenticators sources;
    private final Accounts accounts;
    private final Supplier<LoginRules> rules;
    private final Penalties penalties;
    private final Executor clerks;
    private final ScheduledExecutorService timer = Threads.timer("penalty", 1);

    Entry(Authenticators sources, Accounts accounts, Supplier<LoginRules> rules, Penalties penalties, Executor clerks) {
        this.clerks = clerks;
        this.sources = sources;
        this.accounts = accounts;
        this.rules = rules;
        this.penalties = penalties;
    }

    /** Lets in whoever has proven who he is, if he is here and welcome; nobody else can have proven it. */
    void proven(Found found) {
        if (found.kept().isEmpty() || found.reading().isEmpty()) {
            disproven(found);
        } else if (!found.kept().get().welcome()) {
            refuse(found.attempt(), Reason.FAILED, "password", found.user());
        } else {
            authorise(found.attempt(), found.reading().get(), found.kept().get().identity());
        }
    }

    /** Refuses whose proof was wrong. */
    void disproven(Found found) {
        String why = found.reading().isEmpty()
                ? "name"
                : found.kept().isEmpty() ? "unknown-user" : found.usable() ? "password" : "no-secret";
        refuse(found.attempt(), Reason.FAILED, why, found.user());
    }

    /** Lets somebody in whose password or proof is right, as himself or for another (RFC 4616 §2, SPEC U4). */
    void authorise(Attempt attempt, Reading reading, Identity identity) {
        Credentials credentials = reading.credentials();
        Identity who = with(identity, reading.attributes());
        String other = credentials.actFor();
        if (!other.isEmpty()) {
            Optional<LoginRule.Claim> claim =
                    new Names(sources, rules.get().names()).claim(other, credentials.protocol());
            if (claim.isEmpty() || !claim.get().user().equals(identity.user())) {
                Optional<Identity> target = identity.attribute(Identity.IMPERSONATE)
                                .isPresent()
                        ? claim.flatMap(it -> sources.find(it.user()).map(found -> with(found, it.attributes())))
                        : Optional.empty();
                if (target.isEmpty()) {
                    refuse(attempt, Reason.NOT_AUTHORISED, "not-authorised", credentials.user());
                    return;
                }
                who = target.get().with(Identity.MASTER, identity.user());
            }
        }
        Domains domains = sources.domains();
        Optional<Domain> domain = domains.of(who);
        if (!domain.map(it -> it.welcomes(attempt.address())).orElse(true)) {
            refuse(attempt, Reason.FAILED, "network", credentials.user());
            return;
        }
        penalties.passed(credentials.user(), attempt.address());
        int places = domain.map(Domain::sessions)
                .orElse(OptionalInt.empty())
                .orElse(rules.get().limits().sessions());
        who = domains.completed(who);
        if (!accounts.place(who, places)) {
            refuse(attempt, Reason.LIMIT, "limit");
            return;
        }
        admit(attempt, who);
    }

    private static Identity with(Identity identity, Map<String, String> attributes) {
        Identity more = identity;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            more = more.with(attribute.getKey(), attribute.getValue());
        }
        return more;
    }

    private void admit(Attempt attempt, Identity identity) {
        MailAccount account;
        try {
            account = accounts.enter(identity);
        } catch (MailException e) {
            Duration left = attempt.left(rules.get().grace());
            if (e.problem() != Problem.UNAVAILABLE || left.isNegative()) {
                LOG.error("account of {}: {}", identity, e.getMessage());
                refuse(attempt, Reason.UNAVAILABLE, "unavailable");
                return;
            }
            accounts.whenPresent(
                    () -> admitLater(attempt, identity), () -> refuse(attempt, Reason.UNAVAILABLE, "no-store"), left);
            return;
        }
        LOG.info(
                LoginLine.mark(attempt, "major"),
                "{}: {}",
                attempt.peer().id(),
                LoginLine.admitted(attempt.credentials(), attempt.peer(), identity));
        attempt.done().accept(new LoginResult.Granted(identity, account));
    }

    private void admitLater(Attempt attempt, Identity identity) {
        try {
            clerks.execute(() -> admit(attempt, identity));
        } catch (RejectedExecutionException e) {
            refuse(attempt, Reason.UNAVAILABLE, "stopping");
        }
    }

    /** Refuses for a reason that is not the client's guess. */
    void refuse(Attempt attempt, Reason reason, String why) {
        LOG.warn(
                LoginLine.mark(attempt, "failures"),
                "{}",
                LoginLine.failed(attempt.credentials(), attempt.peer(), why));
        answer(attempt, reason, Duration.ZERO);
    }

    /** Refuses a guess, and counts it for a user's name. */
    void refuse(Attempt attempt, Reason reason, String why, String user) {
        LOG.warn(
                LoginLine.mark(attempt, "failures"),
                "{}",
                LoginLine.failed(attempt.credentials(), attempt.peer(), why));
        answer(attempt, reason, attempt.left(penalties.failed(user, attempt.address())));
    }

    private void answer(Attempt attempt, Reason reason, Duration delay) {
        LoginResult result = new LoginResult.Refused(reason);
        later(() -> attempt.done().accept(result), delay);
    }

    /** Runs a task when a time is over, or at once when this has been closed. */
    void later(Runnable task, Duration time) {
        try {
            timer.schedule(task, Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    void close() {
        timer.shutdownNow();
    }
}
