// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.pennypost.api.access.SessionInfo;
import org.pennypost.api.access.Sessions;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Session;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Progress;

/** A session in the register, with the one hold that core has on its connection at most. */
final class Guest implements Sessions.Registration {
    private final long number;
    private final Session session;
    private final Connection connection;
    private final Person person;
    private final Instant since = Instant.now();
    private volatile boolean leaving;
    private volatile boolean ended;
    private boolean held;
    private boolean closed;
    private Runnable left = () -> {};

    /** Who has the session, and how. */
    record Person(String protocol, Identity identity, Supplier<Set<String>> enabled) {}

    Guest(long number, Session session, Connection connection, Person person) {
        this.number = number;
        this.session = session;
        this.connection = connection;
        this.person = person;
    }

    long number() {
        return number;
    }

    /** Sets what happens when the session goes. */
    void whenLeft(Runnable task) {
        left = task;
    }

    Identity identity() {
        return person.identity();
    }

    Set<String> enabled() {
        return person.enabled().get();
    }

    SessionInfo info() {
        return new SessionInfo(
                connection.peer().id(),
                person.protocol(),
                person.identity().user(),
                connection.peer(),
                since,
                session.describe());
    }

    @Override
    public Progress progress() {
        return (done, total) -> {
            if (leaving || ended) {
                throw new MailException(Problem.UNAVAILABLE, "the call must end now");
            }
            connection.tick(done, total);
        };
    }

    /** Makes every long call of the session in the store end at its next tick, or lets them go on again. */
    void leaving(boolean now) {
        leaving = now;
    }

    /** Lets no further step begin; does not wait. */
    synchronized void hold() {
        if (!held && !closed) {
            held = true;
            connection.hold(Duration.ZERO);
        }
    }

    /** Waits, while held, until no step is running; returns whether none is. */
    boolean settle(Duration time) {
        boolean quiet = connection.hold(time);
        connection.release();
        return quiet;
    }

    synchronized void release() {
        if (held) {
            held = false;
            connection.release();
        }
    }

    private synchronized boolean gone() {
        return closed;
    }

    /** Makes the session values. While held and quiet. */
    void detach() {
        synchronized (session) {
            if (!gone()) {
                session.detach();
            }
        }
    }

    /** Lets the session go on in an account. While held and quiet. */
    void attach(Supplier<MailAccount> account) {
        synchronized (session) {
            if (!gone()) {
                session.detach();
                session.attach(account.get());
            }
        }
    }

    /** Ends the session politely; a long call in the store ends as well. */
    void farewell(String why) {
        ended = true;
        connection.step(() -> session.farewell(why));
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            ended = true;
        }
        release();
        left.run();
    }
}
