// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Extension;
import org.pennypost.api.pop3.Pop3Session;

/** An extension as it is installed: its lists, asked once, and how many calls are inside it. */
public final class Extension {
    /** How long a removal waits for calls that are inside. */
    public static final Duration GRACE = Duration.ofSeconds(10);

    private final Pop3Extension service;
    private final String name;
    private final List<Pop3Command> commands;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private int inside;

    /** Asks an extension for its lists. */
    public Extension(Pop3Extension service) {
        this.service = service;
        this.name = service.name();
        this.commands = List.copyOf(service.commands());
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns its commands. */
    public List<Pop3Command> commands() {
        return commands;
    }

    /** Returns its capabilities for a session. */
    public List<String> capabilities(Pop3Session session) {
        return service.capabilities(session);
    }

    /** A call begins. */
    void enter() {
        lock.lock();
        try {
            inside++;
        } finally {
            lock.unlock();
        }
    }

    /** A call has ended. */
    void leave() {
        lock.lock();
        try {
            inside--;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until no call is inside.
     *
     * @return whether that came before the grace was over
     */
    public boolean awaitEmpty(Duration grace) {
        long nanos = grace.toNanos();
        lock.lock();
        try {
            while (inside > 0) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = left.awaitNanos(nanos);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
