// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.store;

import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.access.SessionInfo;
import org.pennypost.api.access.Sessions;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Session;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.MailStore;
import org.pennypost.core.login.Accounts;
import org.pennypost.core.login.Parked;
import org.pennypost.core.plugin.Threads;
import org.pennypost.core.policy.Policies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves everybody from one store to the next.
 *
 * <p>A store leaves: the gate shuts, all connections are held at once, and each session is detached as soon as its step
 * has ended. A step that lasts longer than the grace is told so by its next tick. When nobody is inside any more, the
 * store may go. The next one gets the open maildrop locks, then each session is attached to it and released. If none
 * comes within the grace the detached sessions are released: they answer UNAVAILABLE, and are attached whenever a store
 * comes.
 *
 * <p>A session that registers while this goes on, or shortly after, may have got its account from the old store: it is
 * held from its registration and taken over like the others.
 */
final class StoreSwitch implements Accounts, Sessions, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreSwitch.class);
    /** After the grace, until calls have noticed at a tick. */
    private static final Duration LAST_CALL = Duration.ofSeconds(20);
    /** A login that began in the old store has registered by then. */
    private static final Duration LATECOMERS = Duration.ofSeconds(30);
    /** Until a session whose account could not be opened is tried again. */
    private static final long RETRY_SECONDS = 2;

    private final ReentrantLock exchange = new ReentrantLock();
    private final SessionRegister register = new SessionRegister();
    private final Gate gate = new Gate();
    private final ScheduledExecutorService timer = Threads.timer("store", 6);
    private final Parked parked = new Parked(timer);
    private final Policies policies;
    private final Supplier<Duration> grace;
    private volatile BiConsumer<Identity, MailAccount> welcome = (identity, account) -> {};
    private Map<String, Channel> maildrops = Map.of();
    private volatile long changedAt;
    private volatile boolean everChanged;
    private volatile boolean waiting = true;

    StoreSwitch(Policies policies, Supplier<Duration> grace) {
        this.policies = policies;
        this.grace = grace;
        long begun = System.nanoTime();
        changedAt = begun;
        later(() -> giveUp(begun), grace.get());
    }

    private void later(Runnable task, Duration time) {
        try {
            timer.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopping", e);
        }
    }

    /** Lets another store serve, or none. Returns when nobody is inside the former one. */
    void serve(@Nullable MailStore next) {
        exchange.lock();
        try {
            MailStore old = gate.store();
            if (old == next) {
                return;
            }
            if (old != null) {
                leave(old);
            }
            if (next != null) {
                enter(next);
            }
        } finally {
            exchange.unlock();
        }
    }

    /** Soon opens everybody's account anew, because what may be seen has changed. */
    void again() {
        later(this::openAgain, Duration.ZERO);
    }

    private void openAgain() {
        exchange.lock();
        try {
            MailStore store = gate.store();
            if (store != null) {
                leave(store);
                enter(store);
            }
        } finally {
            exchange.unlock();
        }
    }

    private void leave(MailStore old) {
        long begun = System.nanoTime();
        everChanged = true;
        changedAt = begun;
        waiting = true;
        gate.set(null);
        List<Guest> guests = register.all();
        guests.forEach(Guest::hold);
        long deadline = Gate.deadline(grace.get());
        List<Guest> busy = detach(guests, deadline);
        if (!busy.isEmpty()) {
            LOG.warn("{} sessions are still inside the store after the grace: told to leave", busy.size());
            busy.forEach(guest -> guest.leaving(true));
            List<Guest> stuck = detach(busy, Gate.deadline(LAST_CALL));
            busy.forEach(guest -> guest.leaving(false));
            stuck.forEach(guest -> {
                LOG.error(
                        "session {} does not leave the store: closed",
                        guest.info().id());
                guest.farewell("the store has gone");
            });
        }
        if (!gate.empty(Gate.left(deadline).plus(LAST_CALL))) {
            LOG.error("a call from outside sessions does not leave the store");
        }
        try {
            maildrops = old.releaseMaildrops();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("the store did not give its maildrop locks away", e);
        }
        LOG.info("{} sessions have left the store in {} ms", guests.size(), millisSince(begun));
        later(() -> giveUp(begun), grace.get());
    }

    /** Detaches those who are quiet before the deadline and returns the others. */
    private static List<Guest> detach(List<Guest> guests, long deadline) {
        List<Guest> busy = new ArrayList<>();
        for (Guest guest : guests) {
            if (!guest.settle(Gate.left(deadline))) {
                busy.add(guest);
                continue;
            }
            try {
                guest.detach();
            } catch (RuntimeException | LinkageError e) {
                LOG.error(
                        "session {} could not let go of the store: closed",
                        guest.info().id(),
                        e);
                guest.farewell("the store has gone");
            }
        }
        return busy;
    }

    private void enter(MailStore store) {
        long begun = System.nanoTime();
        try {
            policies.entered(store);
            store.adoptMaildrops(maildrops);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("the store could not be entered properly", e);
        }
        maildrops = Map.of();
        gate.set(store);
        List<Guest> guests = register.all();
        guests.forEach(Guest::hold);
        long deadline = Gate.deadline(grace.get());
        for (Guest guest : guests) {
            if (guest.settle(Gate.left(deadline))) {
                attach(guest);
            } else {
                later(() -> catchUp(guest), Duration.ZERO);
            }
        }
        waiting = false;
        changedAt = System.nanoTime();
        if (!guests.isEmpty()) {
            LOG.info("{} sessions have entered the store in {} ms", guests.size(), millisSince(begun));
        }
        parked.wake();
    }

    private void attach(Guest guest) {
        try {
            guest.attach(() -> open(guest.identity(), guest.enabled()));
        } catch (MailException e) {
            LOG.warn("session {} stays without its account: {}", guest.info().id(), e.getMessage());
            later(() -> retry(guest), Duration.ofSeconds(RETRY_SECONDS));
        } catch (RuntimeException | LinkageError e) {
            LOG.error(
                    "session {} could not go on in the store: closed",
                    guest.info().id(),
                    e);
            guest.farewell("the store has changed");
        } finally {
            guest.release();
        }
    }

    private void retry(Guest guest) {
        guest.hold();
        catchUp(guest);
    }

    /** Takes somebody over who came too late for the walk. */
    private void catchUp(Guest guest) {
        exchange.lock();
        try {
            if (!guest.settle(LAST_CALL)) {
                guest.farewell("the store has gone");
            } else if (gate.store() != null) {
                attach(guest);
            } else {
                guest.detach();
                if (!waiting) {
                    guest.release();
                }
            }
        } finally {
            exchange.unlock();
        }
    }

    private void giveUp(long leftAt) {
        exchange.lock();
        try {
            if (gate.store() == null && changedAt == leftAt) {
                waiting = false;
                List<Guest> guests = register.all();
                guests.forEach(Guest::release);
                LOG.error("no store has come within the grace: {} sessions go on without", guests.size());
            }
        } finally {
            exchange.unlock();
        }
    }

    private static long millisSince(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    /** Sets who sees the account of somebody who logs in before he does. */
    StoreSwitch welcoming(BiConsumer<Identity, MailAccount> host) {
        welcome = host;
        return this;
    }

    @Override
    public MailAccount enter(Identity identity) {
        return gate.call(Duration.ZERO, store -> {
            MailAccount account = policies.wrap(store.open(identity), identity, Set.of());
            welcome.accept(identity, account);
            return account;
        });
    }

    /** Opens an account for a session that goes on. */
    MailAccount open(Identity identity, Set<String> enabled) {
        return gate.call(Duration.ZERO, store -> policies.wrap(store.open(identity), identity, enabled));
    }

    /** Runs a task on an account that is no session's; waits for a store as long as the grace. */
    <T> T use(Identity identity, Function<MailAccount, T> task) {
        return gate.call(grace.get(), store -> {
            try (MailAccount account = policies.wrap(store.open(identity), identity, Set.of())) {
                return task.apply(account);
            }
        });
    }

    @Override
    public boolean place(Identity identity, int most) {
        return most <= 0 || register.place(identity.user(), most);
    }

    @Override
    public void whenPresent(Runnable go, Runnable late, Duration time) {
        parked.park(go, late, time);
        if (gate.store() != null) {
            parked.wake();
        }
    }

    @Override
    public Registration register(
            Session session, Connection connection, String protocol, Identity identity, Supplier<Set<String>> enabled) {
        Guest guest = register.add(session, connection, new Guest.Person(protocol, identity, enabled));
        boolean absent = gate.store() == null;
        boolean lately = everChanged && System.nanoTime() - changedAt < LATECOMERS.toNanos();
        if (absent || lately) {
            guest.hold();
            later(() -> catchUp(guest), Duration.ZERO);
        }
        return guest;
    }

    @Override
    public List<SessionInfo> list() {
        return register.list();
    }

    @Override
    public boolean kill(String id) {
        return register.kill(id);
    }

    /** Forgets the store and everybody; nobody stays held. */
    @Override
    public void close() {
        timer.shutdownNow();
        gate.set(null);
        register.all().forEach(Guest::close);
        for (Channel channel : maildrops.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("closing a maildrop lock", e);
            }
        }
        maildrops = Map.of();
    }
}
