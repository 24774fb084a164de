// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.pennypost.api.auth.Authenticator;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.auth.LoginRule;
import org.pennypost.api.auth.Secrets;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.core.domain.Domains;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sources of users as one, asked in their order. One that has left is waited for. */
public final class Authenticators {
    private static final Logger LOG = LoggerFactory.getLogger(Authenticators.class);

    private volatile List<Authenticator> sources = List.of();
    private volatile List<LoginRule> rules = List.of();
    private final AtomicLong turns = new AtomicLong();
    private final Parked parked;
    private final Domains domains;
    private volatile long missedAt;
    private volatile boolean missed = true;

    /** Makes a list without sources for users of these domains; the timer runs what has waited in vain. */
    public Authenticators(ScheduledExecutorService timer, Domains domains) {
        this.domains = domains;
        parked = new Parked(timer);
        missedAt = System.nanoTime();
    }

    /** Returns the domains with settings of their own. */
    public Domains domains() {
        return domains;
    }

    /** Puts other rules in, best first. */
    void rules(List<LoginRule> now) {
        rules = List.copyOf(now);
    }

    /** Returns whom a typed name means by a rule; empty if none claims it. */
    Optional<LoginRule.Claim> claimed(String typed, String protocol) {
        for (LoginRule rule : rules) {
            try {
                Optional<LoginRule.Claim> claim = rule.claim(typed, protocol);
                if (claim.isPresent()) {
                    return claim;
                }
            } catch (RuntimeException | LinkageError e) {
                LOG.error("login rule {} failed", rule.getClass().getName(), e);
            }
        }
        return Optional.empty();
    }

    /** Puts other sources in, best first. */
    public void set(List<Authenticator> now) {
        boolean fewer = now.size() < sources.size();
        boolean more = now.size() > sources.size();
        sources = List.copyOf(now);
        turns.incrementAndGet();
        if (fewer) {
            missedAt = System.nanoTime();
            missed = true;
        }
        if (more) {
            missed = false;
            parked.wake();
        }
    }

    /** Tells whether one has left so lately that it may come back. */
    boolean waitedFor(Duration grace) {
        return missed && (sources.isEmpty() || System.nanoTime() - missedAt < grace.toNanos());
    }

    /** Returns a number that grows when sources come or go. */
    long turn() {
        return turns.get();
    }

    /**
     * Parks a login until a source comes.
     *
     * @param turn when it began to ask; if a source has come since then, it goes at once
     */
    void park(Runnable go, Runnable late, Duration time, long turn) {
        parked.park(go, late, time);
        if (turns.get() != turn && !sources.isEmpty()) {
            parked.wake();
        }
    }

    /** Returns what changes when one of the sources may answer differently. */
    List<Long> stamp() {
        List<Long> stamp = new ArrayList<>();
        stamp.add(turns.get());
        for (Authenticator source : sources) {
            stamp.add(guarded(source, Authenticator::generation));
        }
        return stamp;
    }

    /**
     * Asks whose credentials these are.
     *
     * @return the first answer of a source that knows the user; else UNKNOWN
     * @throws MailException UNAVAILABLE if a source cannot answer
     */
    Authenticator.Answer check(Credentials credentials) {
        for (Authenticator source : sources) {
            Authenticator.Answer answer = guarded(source, it -> it.check(credentials));
            if (!(answer instanceof Authenticator.Answer.Unknown)) {
                return answer;
            }
        }
        return new Authenticator.Answer.Unknown();
    }

    /**
     * Returns what is kept of a user.
     *
     * @return of the first source that knows him; else empty
     * @throws MailException UNAVAILABLE if a source cannot answer
     */
    Optional<Authenticator.Kept> secrets(Credentials who) {
        for (Authenticator source : sources) {
            Optional<Authenticator.Kept> kept = guarded(source, it -> it.secrets(who));
            if (kept.isPresent()) {
                return kept;
            }
        }
        return Optional.empty();
    }

    /** Returns what each source keeps of all its users; where there is no source, that nothing is kept. */
    public List<Secrets> common() {
        if (sources.isEmpty()) {
            return List.of(Secrets.NONE);
        }
        List<Secrets> common = new ArrayList<>();
        for (Authenticator source : sources) {
            try {
                common.add(guarded(source, Authenticator::common));
            } catch (MailException away) {
                common.add(Secrets.NONE);
            }
        }
        return common;
    }

    /**
     * Returns a user without asking for a password.
     *
     * @throws MailException UNAVAILABLE if a source cannot answer, or there is none
     */
    public Optional<Identity> find(String user) {
        if (sources.isEmpty()) {
            throw new MailException(Problem.UNAVAILABLE, "no source of users is there");
        }
        for (Authenticator source : sources) {
            Optional<Identity> found = guarded(source, it -> it.find(user));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Returns the names of all users that can be listed, sorted. */
    public List<String> users() {
        TreeSet<String> all = new TreeSet<>();
        for (Authenticator source : sources) {
            all.addAll(guarded(source, Authenticator::users));
        }
        return List.copyOf(all);
    }

    /** A source may have left while it is asked, with half of its classes not yet loaded. */
    private static <T> T guarded(Authenticator source, Function<Authenticator, T> question) {
        try {
            return question.apply(source);
        } catch (MailException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            LOG.error("authenticator {} failed", source.getClass().getName(), e);
            throw new MailException(Problem.UNAVAILABLE, "a source of users failed", e);
        }
    }
}
