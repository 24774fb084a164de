// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.net.Outcome;
import org.pennypost.imap.engine.Marks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one command at a time and writes its tagged line; nobody else does.
 *
 * <p>The engine rules that live here: commands return their outcome (5); traits decide what may be told, and what changed is
 * pulled after each command (6); a step never waits for the client, so rows are written while there is room and go on when
 * there is room again (7); an extension that throws harms only its own command (13).
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** After this time a step makes place for others, such as a hold that waits to take effect. */
    private static final long SLICE = 50_000_000;

    private final ClientSession session;
    private final CommandReader reader;
    private final Runnable done;
    private final Guard guard;
    private final Farewell farewell;
    private final Changes changes;
    private @Nullable Running running;
    private volatile boolean listening;
    private int bad;
    private int commands;

    /**
     * Makes a dispatcher without command.
     *
     * @param done called when a command has ended, its frames are not needed any more
     */
    Dispatcher(ClientSession session, CommandReader reader, Runnable done) {
        this.session = session;
        this.reader = reader;
        this.done = done;
        this.guard = new Guard(session);
        this.farewell = new Farewell(session);
        this.changes = new Changes(session, guard, this::searchAgain);
    }

    /**
     * Runs a command that has been read, or goes on with one that was under way already.
     *
     * @param position of its stream, empty for a line asked for, null for one to run from the start
     * @param end how it ended already, if it had
     */
    void goOn(Reading.Ready ready, @Nullable String position, @Nullable Outcome end) {
        Running now = new Running(ready);
        running = now;
        now.position = position;
        now.prompted = position != null && position.isEmpty();
        if (end != null) {
            finish(now, end);
        } else if (position == null) {
            commands++;
            handle(now, guard.run(now, () -> now.call.run(session, session.writer())));
        } else {
            resume(now);
        }
    }

    private void resume(Running now) {
        String position = java.util.Objects.requireNonNull(now.position);
        now.position = null;
        handle(now, guard.run(now, () -> now.call.resume(session, session.writer(), position)));
    }

    private void handle(Running now, @Nullable Outcome outcome) {
        session.writer().takeBack();
        if (outcome == null) {
            LOG.error(
                    Marks.CRASHES,
                    "{}: {} has no outcome",
                    session.peer().id(),
                    now.head.command().name());
            finish(now, Answers.bug());
        } else if (outcome instanceof Outcome.Streaming rows) {
            now.stream = rows.rows();
            pump();
        } else if (outcome instanceof Outcome.Ask ask) {
            ask(now, ask);
        } else if (outcome instanceof Outcome.Later later) {
            later(now, later.work());
        } else if (outcome instanceof Outcome.Layered layered) {
            farewell.layer(now.head.tag(), layered);
            running = null;
            done.run();
        } else if (outcome instanceof Outcome.Bye bye) {
            session.writer().line("* BYE " + bye.text());
            session.writer().line(now.head.tag() + " OK " + now.head.command().name() + " completed");
            running = null;
            farewell.close();
        } else {
            finish(now, outcome);
        }
    }

    private void ask(Running now, Outcome.Ask ask) {
        if (!now.prompted) {
            session.writer().line("+ " + ask.prompt());
        }
        now.prompted = false;
        now.reply = ask.reply();
        waitFor(now, ask.reply());
        listening = now.tells();
        rung();
    }

    /** Says so each time the client has been silent for an interval. */
    private void waitFor(Running now, Outcome.Reply reply) {
        Duration interval = reply.interval();
        now.timer = interval.isZero()
                ? null
                : session.connection().later(interval, () -> {
                    if (running == now && now.reply == reply) {
                        if (session.connection().hasRoom()) {
                            guard.run(now, () -> {
                                reply.waiting();
                                return null;
                            });
                            session.writer().flush();
                        }
                        waitFor(now, reply);
                    }
                });
    }

    private void later(Running now, Outcome.Work work) {
        now.work = work;
        now.timer = work.begin(outcome -> session.connection().step(() -> arrived(now, outcome)));
    }

    private void arrived(Running now, Outcome outcome) {
        if (running != now || now.work == null) {
            return;
        }
        Outcome answer = outcome;
        if (now.work instanceof Entrance entrance) {
            answer = guard.run(now, () -> entrance.take(session::admit).orElseGet(Answers::away));
        }
        now.work = null;
        now.timer = null;
        handle(now, answer);
        session.writer().flush();
        session.connection().pull();
    }

    /** Gives the command the line it had asked for. */
    void answered(byte[] line) {
        Running now = java.util.Objects.requireNonNull(running);
        Outcome.Reply reply = java.util.Objects.requireNonNull(now.reply);
        now.reply = null;
        if (now.timer != null) {
            now.timer.cancel();
            now.timer = null;
        }
        listening = false;
        handle(now, guard.run(now, () -> reply.line(line)));
    }

    /** Goes on with rows while the client reads. */
    void pump() {
        Running now = running;
        if (now == null) {
            return;
        }
        long end = System.nanoTime() + SLICE;
        while (session.connection().hasRoom()) {
            if (System.nanoTime() > end) {
                session.connection().step(this::pumpStep);
                return;
            }
            if (changes.isTelling()) {
                changes.tellSome(now);
            } else if (now.end != null) {
                tag(now.head.tag(), changes.completed(now, now.end));
                return;
            } else if (now.stream != null) {
                Outcome.Stream stream = now.stream;
                boolean[] more = {false};
                Outcome outcome = guard.run(now, () -> {
                    Outcome next = stream.next();
                    more[0] = next == null;
                    return next;
                });
                if (!more[0]) {
                    now.stream = null;
                    handle(now, outcome);
                    return;
                }
            } else {
                return;
            }
            session.writer().flush();
        }
    }

    /** A step that goes on with rows. */
    void pumpStep() {
        pump();
        session.writer().flush();
        if (running == null) {
            session.connection().pull();
        }
    }

    private void finish(Running now, Outcome outcome) {
        now.end = outcome;
        if (!changes.isTelling()) {
            changes.look(now);
        }
        pump();
    }

    /** Tells what changed, if the client is in IDLE. */
    void rung() {
        Running now = running;
        if (now == null || !now.tells()) {
            return;
        }
        boolean pumping = changes.isTelling();
        changes.lookAgain(now);
        if (!pumping) {
            pump();
        }
    }

    /** Looks once more for a selected mailbox that has gone, and gives up if it is nowhere. */
    private void searchAgain() {
        try {
            if (session.follow()) {
                rung();
                session.writer().flush();
                return;
            }
        } catch (MailException away) {
            LOG.debug("session {}: {}", session.peer().id(), away.toString());
        }
        farewell.after("The selected mailbox has been deleted");
        if (running == null || running.reply != null) {
            farewell.due();
        }
    }

    /** Ends a command, or what could not be read as one. */
    void tag(String tag, Outcome outcome) {
        session.writer().line(Answers.line(tag, outcome));
        running = null;
        if (reader.isOutside() && Answers.isNonsense(tag, outcome)) {
            bad++;
            if (bad >= session.house().settings().get().limits().bad()) {
                farewell.bye("Too many commands that are none");
            }
        }
        done.run();
        farewell.due();
    }

    /** Says goodbye once the command in progress has ended, because what the client has enabled is there no more. */
    void featureLost(String name) {
        farewell.after("[UNAVAILABLE] " + name + " is not available any more");
        if (running == null || running.reply != null) {
            farewell.due();
        }
    }

    /** Tells, in any thread, whether the client is told of changes as they happen. */
    boolean listens() {
        return listening;
    }

    /** Returns how it ends. */
    Farewell farewell() {
        return farewell;
    }

    /** Lets go of the store. */
    void detach() {
        changes.drop();
        if (running != null) {
            running.suspend();
        }
    }

    /** Goes on with what detaching interrupted, in the store or without it. */
    void reattached(boolean away) {
        Running now = running;
        if (now == null) {
            return;
        }
        if (away) {
            if (now.position != null || now.end != null) {
                Outcome end = now.end == null ? Answers.away() : now.end;
                tag(now.head.tag(), end);
            }
            return;
        }
        if (now.end != null) {
            finish(now, now.end);
        } else if (now.position != null) {
            resume(now);
        } else {
            rung();
        }
    }

    /** The words have changed: what is under way and came from a word that left begins again with the new ones. */
    boolean lostItsWord(Grammar grammar) {
        return running != null && running.lostItsWord(grammar);
    }

    /** What is under way, and has not lost its word, goes on with the words now in force: it would pin the former ones. */
    void follow(Grammar grammar) {
        Running now = running;
        if (now != null && now.isThere(grammar)) {
            now.head = now.head.with(grammar);
        }
    }

    /** Takes the command back, to be read again: returns where it stood. */
    @Nullable
    String takeBack() {
        Running now = java.util.Objects.requireNonNull(running);
        boolean asked = now.reply != null;
        now.cancel();
        listening = false;
        running = null;
        return asked ? "" : now.position;
    }

    /** Lets go of everything: the client has gone, or another version takes over. */
    void end() {
        farewell.leave();
        changes.drop();
        if (running != null) {
            running.cancel();
        }
    }

    /** Tells whether octets must wait: something is under way that is not a question to the client. */
    boolean isBusy() {
        return farewell.isBusy() || (running != null && running.reply == null);
    }

    /** Tells whether the next line is an answer. */
    boolean isAsking() {
        return running != null && running.reply != null;
    }

    Optional<Running> running() {
        return Optional.ofNullable(running);
    }

    int badCommands() {
        return bad;
    }

    void badCommands(int number) {
        bad = number;
    }

    /** Returns how many commands have been run. */
    int commands() {
        return commands;
    }

    void commands(int number) {
        commands = number;
    }

    /** Tells, in any thread, what a step is in just now: a command and its extension; empty if in none. */
    String inside() {
        return guard.inside();
    }
}
