// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pennypost.api.access.LoginResult;
import org.pennypost.api.access.LoginResult.Reason;
import org.pennypost.api.auth.Authenticator.Answer;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Peer;
import org.pennypost.api.store.MailAccount;
import org.pennypost.core.plugin.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people in. A password is checked by one of a few threads, because hashing costs a core; a login that must wait (for
 * its penalty, for a source or a store that is away) waits in a timer and keeps no thread.
 */
public final class Doorkeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("org.pennypost.login");

    private static final Duration LAST_CHECK = Duration.ofSeconds(3);

    private final Authenticators sources;
    private final Accounts accounts;
    private final SuccessCache successes = new SuccessCache(new SecureRandom());
    private final ScheduledExecutorService timer = Threads.timer("penalty", 1);
    private final ThreadPoolExecutor permits;
    private volatile LoginRules rules;

    /** One client who wants in. */
    private record Attempt(Credentials credentials, Peer peer, Consumer<LoginResult> done, long begun) {}

    /** Makes a doorkeeper who asks these sources and opens these accounts. */
    public Doorkeeper(Authenticators sources, Accounts accounts, LoginRules rules) {
        this.sources = sources;
        this.accounts = accounts;
        this.rules = rules;
        int permitted = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        this.permits = new ThreadPoolExecutor(
                permitted, permitted, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Threads.named("hash"));
        permits.allowCoreThreadTimeOut(true);
    }

    /** Takes other settings for logins from now on. */
    public void rules(LoginRules now) {
        rules = now;
    }

    /** Returns the settings. */
    public LoginRules rules() {
        return rules;
    }

    /** Tells whether a client may send a password readable. */
    public boolean plaintextAllowed(Peer peer) {
        return peer.tls().isPresent()
                || peer.loopback()
                || (peer.remote().getAddress() != null
                        && rules.networks().contains(peer.remote().getAddress()));
    }

    /** See {@link org.pennypost.api.access.Login#login}. */
    public void login(Credentials credentials, Peer peer, Consumer<LoginResult> done) {
        queue(new Attempt(credentials, peer, done, System.nanoTime()));
    }

    private void queue(Attempt attempt) {
        if (permits.getQueue().size() >= rules.queue()) {
            refuse(attempt, Reason.UNAVAILABLE, "busy");
            return;
        }
        try {
            permits.execute(() -> answer(attempt));
        } catch (RejectedExecutionException e) {
            refuse(attempt, Reason.UNAVAILABLE, "stopping");
        }
    }

    private void answer(Attempt attempt) {
        try {
            check(attempt);
        } catch (MailException e) {
            if (e.problem() != Problem.UNAVAILABLE) {
                LOG.error("login of {}: {}", attempt.peer, e.getMessage(), e);
            }
            refuse(attempt, Reason.UNAVAILABLE, "unavailable");
        } catch (RuntimeException | LinkageError e) {
            LOG.error("login of {} failed", attempt.peer, e);
            refuse(attempt, Reason.UNAVAILABLE, "internal");
        }
    }

    private void check(Attempt attempt) {
        if (!plaintextAllowed(attempt.peer)) {
            refuse(attempt, Reason.PRIVACY_REQUIRED, "plaintext");
            return;
        }
        Optional<String> name = rules.names().normalise(attempt.credentials.user());
        if (name.isEmpty()) {
            refuse(attempt, Reason.FAILED, "name");
            return;
        }
        Credentials credentials = attempt.credentials.withUser(name.get());
        long turn = sources.turn();
        List<Long> stamp;
        Answer answer;
        try {
            stamp = sources.stamp();
            Optional<Identity> known = successes.find(credentials, stamp);
            answer = known.isPresent() ? new Answer.Accepted(known.get()) : sources.check(credentials);
        } catch (MailException e) {
            if (sources.waitedFor(rules.grace()) || sources.turn() != turn) {
                await(attempt, turn);
                return;
            }
            throw e;
        }
        if (answer instanceof Answer.Accepted accepted) {
            successes.add(credentials, accepted.identity(), stamp, sources.stamp());
            authorise(attempt, credentials, accepted.identity());
        } else if (answer instanceof Answer.Unknown && (sources.waitedFor(rules.grace()) || sources.turn() != turn)) {
            await(attempt, turn);
        } else {
            refuse(attempt, Reason.FAILED, answer instanceof Answer.Unknown ? "unknown-user" : "password");
        }
    }

    private void await(Attempt attempt, long turn) {
        Duration left = rules.grace().minusNanos(System.nanoTime() - attempt.begun);
        if (left.isNegative() || left.isZero()) {
            refuse(attempt, Reason.UNAVAILABLE, "no-authenticator");
        } else {
            sources.park(
                    () -> queue(attempt), () -> refuse(attempt, Reason.UNAVAILABLE, "no-authenticator"), left, turn);
        }
    }

    private void authorise(Attempt attempt, Credentials credentials, Identity identity) {
        String other = credentials.actFor();
        if (!other.isEmpty() && !rules.names().normalise(other).equals(Optional.of(credentials.user()))) {
            refuse(attempt, Reason.NOT_AUTHORISED, "not-authorised");
            return;
        }
        admit(attempt, identity);
    }

    private void admit(Attempt attempt, Identity identity) {
        MailAccount account;
        try {
            account = accounts.open(identity, Set.of());
        } catch (MailException e) {
            Duration left = rules.grace().minusNanos(System.nanoTime() - attempt.begun);
            if (e.problem() != Problem.UNAVAILABLE || left.isNegative()) {
                throw e;
            }
            Runnable again = () -> permits.execute(() -> answer(attempt));
            accounts.whenPresent(again, () -> refuse(attempt, Reason.UNAVAILABLE, "no-store"), left);
            return;
        }
        attempt.done.accept(new LoginResult.Granted(identity, account));
    }

    private void refuse(Attempt attempt, Reason reason, String why) {
        LOG.warn("{}", FailureLine.of(attempt.credentials, attempt.peer, why));
        LoginResult result = new LoginResult.Refused(reason);
        boolean penalty = reason == Reason.FAILED || reason == Reason.NOT_AUTHORISED;
        long left = penalty ? rules.failureDelay().toNanos() - (System.nanoTime() - attempt.begun) : 0;
        try {
            timer.schedule(() -> attempt.done.accept(result), Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            attempt.done.accept(result);
        }
    }

    /** Checks nobody any more. Returns when nobody is being checked: the classes may go after that. */
    @Override
    public void close() {
        permits.shutdownNow();
        timer.shutdownNow();
        try {
            if (!permits.awaitTermination(LAST_CHECK.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a password is still being checked");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
