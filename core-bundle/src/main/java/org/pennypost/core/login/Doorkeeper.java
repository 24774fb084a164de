// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.pennypost.api.access.LoginExchange;
import org.pennypost.api.access.LoginResult;
import org.pennypost.api.access.LoginResult.Reason;
import org.pennypost.api.auth.Authenticator;
import org.pennypost.api.auth.Authenticator.Answer;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.auth.Secrets;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Peer;
import org.pennypost.core.plugin.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people in. What is known already is answered by a clerk at once; a password that must be hashed goes to one of a few
 * permits, because hashing costs a core; a login that must wait (for its turn, for its penalty, for a source or a store that
 * is away) waits in a timer and keeps no thread.
 */
public final class Doorkeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("org.pennypost.login");

    private static final Duration LAST_CHECK = Duration.ofSeconds(3);
    private static final int CLERKS = 2;

    private final Authenticators sources;
    private final Entry entry;
    private final SuccessCache successes = new SuccessCache(new SecureRandom());
    private final Decoys decoys;
    private final ExecutorService clerks = Executors.newFixedThreadPool(CLERKS, Threads.named("login"));
    private final Hashing permits;
    private final Penalties penalties;
    private volatile LoginRules rules;

    /** Something to do for an attempt that may throw. */
    private interface Check {
        void run();
    }

    /** Makes a doorkeeper who asks these sources and opens these accounts; the path is that of the key for salts. */
    public Doorkeeper(Authenticators sources, Accounts accounts, LoginRules rules, String saltKey) {
        this.sources = sources;
        this.rules = rules;
        this.decoys = new Decoys(sources::common, new SecureRandom(), new Salts(saltKey));
        this.permits = new Hashing(() -> rules().limits().queue());
        this.penalties = new Penalties(() -> rules().delays(), System::nanoTime);
        this.entry = new Entry(sources, accounts, this::rules, penalties, clerks);
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

    /** Returns whom a name means, as somebody types it: by a rule, else itself, normalised. */
    private Names names() {
        return new Names(sources, rules.names());
    }

    /** See {@link org.pennypost.api.access.Login#login}. */
    public void login(Credentials credentials, Peer peer, Consumer<LoginResult> done) {
        Attempt attempt = Attempt.of(credentials, peer, done);
        byClerk(attempt, () -> recognise(attempt));
    }

    /** See {@link org.pennypost.api.access.Login#prove}. */
    public void prove(Credentials credentials, Predicate<Secrets> proof, Peer peer, Consumer<LoginResult> done) {
        lookup(Attempt.of(credentials, peer, done), found -> {
            if (proof.test(found.secrets())) {
                proven(found);
            } else {
                entry.disproven(found);
            }
        });
    }

    /** Begins an exchange of a mechanism. */
    public LoginExchange exchange(SaslMechanism mechanism, String protocol, Peer peer) {
        Optional<Reason> refused = mechanism.plaintext() && !plaintextAllowed(peer)
                ? Optional.of(Reason.PRIVACY_REQUIRED)
                : Optional.empty();
        return new Exchange(this, mechanism, protocol, peer, refused);
    }

    private void byClerk(Attempt attempt, Check check) {
        try {
            clerks.execute(() -> guarded(attempt, check));
        } catch (RejectedExecutionException e) {
            entry.refuse(attempt, Reason.UNAVAILABLE, "stopping");
        }
    }

    private void byPermit(Attempt attempt, String user, Check check) {
        boolean known = penalties.knows(user, attempt.address());
        if (!permits.hasRoom(known)) {
            entry.refuse(attempt, Reason.UNAVAILABLE, "busy");
            return;
        }
        try {
            permits.run(known, () -> guarded(attempt, check));
        } catch (RejectedExecutionException e) {
            entry.refuse(attempt, Reason.UNAVAILABLE, "stopping");
        }
    }

    /** Runs a check when the guesser's turn has come: not before those who guessed before him have paid. */
    private void inTurn(Attempt attempt, String user, Check check) {
        byPermit(attempt, user, () -> {
            Duration hold = penalties.hold(user, attempt.address());
            if (hold.compareTo(rules.delays().hold()) > 0) {
                entry.refuse(attempt, Reason.UNAVAILABLE, "throttled");
            } else if (hold.isZero()) {
                check.run();
            } else {
                entry.later(() -> byPermit(attempt, user, check), hold);
            }
        });
    }

    private void guarded(Attempt attempt, Check check) {
        try {
            check.run();
        } catch (MailException e) {
            if (e.problem() != Problem.UNAVAILABLE) {
                LOG.error("login of {}: {}", attempt.peer(), e.getMessage(), e);
            }
            entry.refuse(attempt, Reason.UNAVAILABLE, "unavailable");
        } catch (RuntimeException | LinkageError e) {
            LOG.error("login of {} failed", attempt.peer(), e);
            entry.refuse(attempt, Reason.UNAVAILABLE, "internal");
        }
    }

    /** Lets in at once who has given the same password lately. */
    private void recognise(Attempt attempt) {
        if (!plaintextAllowed(attempt.peer())) {
            entry.refuse(attempt, Reason.PRIVACY_REQUIRED, "plaintext");
            return;
        }
        List<Reading> readings = Reading.of(attempt.credentials(), names());
        if (readings.isEmpty()) {
            entry.refuse(attempt, Reason.FAILED, "name", attempt.credentials().user());
            return;
        }
        String user = readings.get(0).credentials().user();
        for (Reading reading : readings) {
            Optional<Identity> known = recognised(attempt, reading);
            if (known.isPresent()) {
                entry.authorise(attempt, reading, known.get());
                return;
            }
        }
        inTurn(attempt, user, () -> compare(attempt, readings));
    }

    /** A source that cannot be asked has nothing to say here: {@link #compare} asks it again, and waits for it. */
    private Optional<Identity> recognised(Attempt attempt, Reading reading) {
        try {
            return successes.find(reading.credentials().from(attempt.address()), sources.stamp());
        } catch (MailException away) {
            return Optional.empty();
        }
    }

    private void compare(Attempt attempt, List<Reading> readings) {
        long turn = sources.turn();
        boolean refused = false;
        try {
            for (Reading reading : readings) {
                List<Long> stamp = sources.stamp();
                Credentials credentials = reading.credentials().from(attempt.address());
                Answer answer = sources.check(credentials);
                if (answer instanceof Answer.Accepted accepted) {
                    successes.add(credentials, accepted.identity(), stamp, sources.stamp());
                    byClerk(attempt, () -> entry.authorise(attempt, reading, accepted.identity()));
                    return;
                }
                refused |= answer instanceof Answer.Refused;
            }
        } catch (MailException e) {
            if (sources.waitedFor(rules.grace()) || sources.turn() != turn) {
                await(attempt, turn, () -> recognise(attempt));
                return;
            }
            throw e;
        }
        if (!refused && (sources.waitedFor(rules.grace()) || sources.turn() != turn)) {
            await(attempt, turn, () -> recognise(attempt));
        } else {
            entry.refuse(
                    attempt,
                    Reason.FAILED,
                    refused ? "password" : "unknown-user",
                    readings.get(0).credentials().user());
        }
    }

    private void await(Attempt attempt, long turn, Check again) {
        Duration left = attempt.left(rules.grace());
        if (left.isNegative() || left.isZero()) {
            entry.refuse(attempt, Reason.UNAVAILABLE, "no-authenticator");
        } else {
            sources.park(
                    () -> byClerk(attempt, again),
                    () -> entry.refuse(attempt, Reason.UNAVAILABLE, "no-authenticator"),
                    left,
                    turn);
        }
    }

    /**
     * Looks up what is kept of the user that an attempt names, when its turn has come, and goes on with a permit. A user who
     * is not here is looked up like others and gets secrets that nobody knows.
     */
    void lookup(Attempt attempt, Consumer<Found> then) {
        byClerk(attempt, () -> {
            Optional<Reading> reading =
                    Reading.of(attempt.credentials(), names()).stream().findFirst();
            String user = reading.map(it -> it.credentials().user())
                    .orElse(attempt.credentials().user());
            inTurn(attempt, user, () -> then(attempt, reading, user, then));
        });
    }

    private void then(Attempt attempt, Optional<Reading> reading, String user, Consumer<Found> then) {
        long turn = sources.turn();
        Optional<Authenticator.Kept> kept;
        try {
            kept = reading.flatMap(it -> sources.secrets(it.credentials().from(attempt.address())));
        } catch (MailException e) {
            if (!sources.waitedFor(rules.grace()) && sources.turn() == turn) {
                throw e;
            }
            await(attempt, turn, () -> lookup(attempt, then));
            return;
        }
        if (kept.isEmpty() && (sources.waitedFor(rules.grace()) || sources.turn() != turn)) {
            await(attempt, turn, () -> lookup(attempt, then));
            return;
        }
        Secrets secrets = kept.map(Authenticator.Kept::secrets).orElse(Secrets.NONE);
        boolean usable = !secrets.equals(Secrets.NONE);
        String mechanism = attempt.credentials().mechanism();
        then.accept(new Found(attempt, reading, kept, usable, decoys.completed(secrets, user, mechanism)));
    }

    /** Lets in whoever has proven who he is. Returns at once. */
    void proven(Found found) {
        byClerk(found.attempt(), () -> entry.proven(found));
    }

    /** Returns who lets people in. */
    Entry entry() {
        return entry;
    }

    /** Checks nobody any more. Returns when nobody is being checked: the classes may go after that. */
    @Override
    public void close() {
        clerks.shutdownNow();
        entry.close();
        if (!permits.close(LAST_CHECK)) {
            LOG.warn("a password is still being checked");
        }
    }
}
