// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pennypost.itests.ServerProcess;
import org.pennypost.itests.client.WrongAnswer;

/** Sessions at work on a server, each in a thread, and what has happened to the server so far. */
final class Load {
    private final ServerProcess server;
    private final Tally tally = new Tally();
    private final Versions versions = new Versions();
    private final List<LoadSession> sessions = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private int exchanges;
    private boolean streamsEnd;
    private boolean stopping;

    Load(ServerProcess server) {
        this.server = server;
    }

    ServerProcess server() {
        return server;
    }

    Tally tally() {
        return tally;
    }

    Versions versions() {
        return versions;
    }

    /** Starts a session. */
    void add(LoadSession session) {
        sessions.add(session);
        Thread thread = new Thread(() -> work(session), session.name());
        threads.add(thread);
        thread.start();
    }

    private void work(LoadSession session) {
        try {
            session.run(this);
        } catch (IOException e) {
            tally.failed(session.name(), "dropped: " + e);
        } catch (WrongAnswer e) {
            tally.failed(session.name(), "wrong: " + e.getMessage());
        } catch (Exception | AssertionError e) {
            tally.failed(session.name(), "failed: " + e + " at " + e.getStackTrace()[0]);
        }
        synchronized (this) {
            notifyAll();
        }
    }

    int size() {
        return sessions.size();
    }

    /** Waits until every session has something under way. */
    void awaitAllInFlight(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            List<String> idle = sessions.stream()
                    .filter(session -> !session.isInFlight())
                    .map(LoadSession::name)
                    .toList();
            if (idle.isEmpty() || !tally.failures().isEmpty()) {
                return;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("nothing under way: " + idle);
            }
            pause(10);
        }
    }

    /** Tells whether every busy session has been answered a command that it sent after a moment. */
    boolean hasAnsweredAll(long since) {
        return sessions.stream()
                .filter(LoadSession::isBusy)
                .allMatch(session -> tally.hasAnswered(session.name(), since));
    }

    /** Tells the sessions that a bundle has been exchanged. */
    synchronized void exchanged() {
        exchanges++;
        notifyAll();
    }

    synchronized int exchanges() {
        return exchanges;
    }

    /** Waits until a bundle has been exchanged, or the load ends. */
    synchronized void awaitExchange(int seen) throws InterruptedException {
        while (exchanges == seen && !stopping && !streamsEnd) {
            wait();
        }
    }

    /** Lets uploads and slow readers come to their end. */
    synchronized void endStreams() {
        streamsEnd = true;
        notifyAll();
    }

    synchronized boolean streamsEnd() {
        return streamsEnd || stopping;
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    /** Waits a moment, shorter if something happens. */
    synchronized void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends every session and waits for their last checks. */
    void stop(Duration patience) throws InterruptedException {
        synchronized (this) {
            stopping = true;
            notifyAll();
        }
        long end = System.nanoTime() + patience.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            if (thread.isAlive()) {
                tally.failed(thread.getName(), "hangs at " + List.of(thread.getStackTrace()));
            }
        }
    }
}
