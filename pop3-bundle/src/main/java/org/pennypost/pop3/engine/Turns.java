// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.net.Snapshot;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.pop3.wire.DotWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the commands of one session, one at a time: finds the word, runs it, writes {@code +OK}, {@code -ERR} and the closing
 * dot. While a command streams, waits for a line or for an answer from elsewhere, no further line is taken; whatever ends it
 * asks the connection to look into its inbound buffer again.
 */
@Rfc(number = 2449, section = "6.6")
final class Turns {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /** octets of a line that was asked for (RFC 5034 §4: of any length that a mechanism needs) */
    private static final int REPLY_LIMIT = 16 * 1024;

    private final Connection connection;
    private final Port port;
    private final Surroundings around;
    private final Standing standing;
    private final Pop3Session session;
    private final Answers answers;
    private final DotWriter out;
    private @Nullable Running running;
    private boolean gone;
    private boolean closing;
    /** A layer begins when the step ends: what has come behind its command is not looked at. */
    private boolean layering;

    /** How a command goes on that has waited. */
    interface After<T> {
        /** It is found out. */
        Outcome found(T found);

        /** It is found out, and the command has gone. */
        void tooLate(T found);

        /** The command goes. */
        void cancel();
    }

    Turns(Connection connection, Port port, Surroundings around, Standing standing, Pop3Session session) {
        this.connection = connection;
        this.port = port;
        this.around = around;
        this.standing = standing;
        this.session = session;
        this.answers = new Answers(port, connection.peer().id());
        this.out = new DotWriter(port);
    }

    /** Writes a status line that answers no command. */
    void say(String status, String text) {
        answers.status(status, text);
        port.flush();
    }

    /** Octets have come, inside of whatever layer there is now. */
    void received() {
        layering = false;
    }

    /** Tells whether the next line may be given to {@link #line}. */
    boolean ready() {
        return !gone && !layering && (running == null || running.reply != null);
    }

    /** Returns how many octets the next line may have, its end included. */
    int lineLimit() {
        Running asked = running;
        return asked != null && asked.reply != null
                ? REPLY_LIMIT
                : around.settings().limits().line();
    }

    /**
     * Takes a line.
     *
     * @param line without CRLF
     */
    void line(byte[] line) {
        Running asked = running;
        if (asked != null && asked.reply != null) {
            Outcome.Reply reply = asked.reply;
            asked.reply = null;
            if (line.length == 1 && line[0] == '*') {
                reply.cancel();
                settle(asked, Outcome.no("cancelled"));
            } else {
                settle(asked, answers.guarded(asked.word, () -> reply.line(line)));
            }
            return;
        }
        Running next = Running.of(line);
        running = next;
        begin(next, 0);
    }

    /** Answers a line that was too long; it has been thrown away. */
    void tooLong() {
        if (running != null) {
            finish(running);
        }
        standing.answered("");
        misunderstood("line too long: at most " + around.settings().limits().line() + " octets are expected");
        port.flush();
    }

    private void begin(Running command, long waitedNanos) {
        Words words = around.words().get();
        Optional<Words.Installed> found = words.find(command.word);
        if (found.isEmpty()) {
            if (words.departed().contains(command.word)
                    && waitedNanos < around.settings().hold().toNanos()) {
                long waited = waitedNanos + LOOK_AGAIN.toNanos();
                command.timer = connection.later(LOOK_AGAIN, () -> again(command, waited));
            } else {
                finish(command);
                standing.answered(command.word);
                misunderstood("unknown command");
            }
            return;
        }
        Words.Installed installed = found.get();
        if (!installed.command().states().contains(session.state())) {
            settle(
                    command,
                    Outcome.bad(
                            session.state() == Pop3Session.State.AUTHORIZATION ? "log in first" : "not after login"));
            return;
        }
        if (command.installed == null) {
            installed.extension().enter();
        }
        command.installed = installed;
        String position = command.position;
        settle(
                command,
                answers.guarded(
                        command.word,
                        () -> position == null
                                ? installed.command().run(session, command.arguments, out)
                                : installed.command().resume(session, command.arguments, out, position)));
    }

    private void again(Running command, long waitedNanos) {
        if (running == command) {
            command.timer = null;
            begin(command, waitedNanos);
            resumeReading();
        }
    }

    private void settle(Running command, @Nullable Outcome outcome) {
        if (outcome instanceof Outcome.Streaming streaming) {
            command.stream = streaming.rows();
            if (command.position == null) {
                answers.status("+OK", streaming.head());
            }
            command.position = null;
            pump(command);
        } else if (outcome instanceof Outcome.Ask ask) {
            command.reply = ask.reply();
            if (command.position == null) {
                answers.status("+", ask.prompt());
            }
            command.position = null;
        } else if (outcome instanceof Outcome.Later later) {
            command.timer = later.work().begin(done -> connection.step(() -> arrived(command, done)));
        } else if (command.brokenOff()) {
            LOG.warn(Marks.FAILURES, "{} {} cannot go on: {}", connection.peer().id(), command.word, outcome);
            end();
        } else {
            finish(command);
            standing.answered(command.word);
            answer(command, outcome);
        }
    }

    private void arrived(Running command, Outcome outcome) {
        if (running == command && command.timer != null) {
            command.timer = null;
            settle(command, outcome);
            resumeReading();
        }
    }

    private void answer(Running command, @Nullable Outcome outcome) {
        if (outcome instanceof Outcome.Bad error) {
            answers.status("-ERR", error.text());
        } else if (outcome instanceof Outcome.Layered layered) {
            port.flush();
            layering = true;
            port.layer(layered.layer(), "+OK " + layered.text());
        } else {
            answers.write(command.word, outcome);
            if (closing || outcome instanceof Outcome.Bye) {
                standing.ended("logout");
                end();
            }
        }
    }

    /** Says that the connection ends behind the answer, whatever that is (RFC 1939 §6). */
    void closeBehindAnswer() {
        closing = true;
    }

    /** Answers what is no command of POP3 at all; one with a fault, or in the wrong state, is one. */
    private void misunderstood(String why) {
        answers.status("-ERR", why);
        if (standing.tooManyMistakes()) {
            end();
        }
    }

    /** The session has ended: no further line is taken, everything is let go. */
    void stop() {
        gone = true;
        if (running != null) {
            finish(running);
        }
        standing.end();
    }

    private void end() {
        standing.ended("closed by the session");
        stop();
        port.close(null);
    }

    /** writes rows while the client reads them */
    private void pump(Running command) {
        while (running == command && command.stream != null && port.hasRoom()) {
            Outcome.Stream stream = command.stream;
            Outcome outcome = answers.guarded(command.word, stream::next);
            if (outcome instanceof Outcome.Done) {
                command.stream = null;
                standing.answered(command.word);
                out.end();
                finish(command);
            } else if (outcome != null) {
                LOG.warn(
                        Marks.FAILURES,
                        "{} {} broke off in the middle",
                        connection.peer().id(),
                        command.word);
                finish(command);
                end();
            }
        }
    }

    private void finish(Running command) {
        command.cancel();
        if (command.installed != null) {
            command.installed.extension().leave();
            command.installed = null;
        }
        if (running == command) {
            running = null;
        }
    }

    private void resumeReading() {
        port.flush();
        if (ready()) {
            connection.pull();
        }
    }

    /** The client has read: goes on. */
    void room() {
        if (running != null && running.stream != null) {
            pump(running);
            resumeReading();
        }
    }

    /** An extension has left: a command of it that waits for the client ends. */
    void left(Extension extension) {
        Running command = running;
        if (command != null && command.installed != null && command.installed.extension() == extension) {
            if (command.stream != null) {
                return;
            }
            settle(command, Outcome.no(new ResponseCode("SYS/TEMP"), "it has been removed"));
            resumeReading();
        }
    }

    /**
     * Waits for what another thread finds out.
     *
     * @param question begins to find out, and passes on the answer
     * @param then goes on, in a step
     */
    <T> Outcome waiting(Consumer<Consumer<T>> question, After<T> then) {
        return Outcome.later(done -> {
            Running command = running;
            question.accept(found -> connection.step(() -> found(command, found, then)));
            return then::cancel;
        });
    }

    private <T> void found(@Nullable Running command, T found, After<T> then) {
        if (command != null && running == command && command.timer != null) {
            command.timer = null;
            settle(command, answers.guarded(command.word, () -> then.found(found)));
            resumeReading();
        } else {
            then.tooLate(found);
        }
    }

    /** Lets go of what belongs to a store. */
    void detach() {
        if (running != null) {
            running.detach();
        }
    }

    /** Goes on with what was broken off when the store went. */
    void attach() {
        if (running != null && running.brokenOff()) {
            goOn(running);
        }
    }

    private void goOn(Running command) {
        connection.step(() -> again(command, 0));
    }

    /** Becomes values for good. */
    Snapshot snapshot(Snapshot before) {
        Snapshot now = before;
        Running command = running;
        if (command != null) {
            now = command.snapshot(now);
            finish(command);
        }
        gone = true;
        return now;
    }

    /** Goes on where another version was. */
    void resume(Snapshot snapshot) {
        Running.of(snapshot).ifPresent(command -> {
            running = command;
            goOn(command);
        });
    }

    /** Tells, in any thread, what a step is in just now: a command and its extension; empty if in none. */
    String inside() {
        String word = answers.inside();
        return around.words()
                .get()
                .find(word)
                .map(installed -> word + " of " + installed.extension().name())
                .orElse(word);
    }
}
