// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Outcome;
import org.pennypost.imap.mina.Framing;
import org.pennypost.imap.wire.Announced;
import org.pennypost.imap.wire.Frames;

/**
 * Turns octets into commands: lets the framing cut them, and hands what is whole to the dispatcher. A command that contains a
 * word which has just left is kept and read again when the words change.
 */
final class Intake {
    private static final int TURN = 64;
    private static final Set<String> FOREIGN = Set.of(
            "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PATCH", "PRI", "EHLO", "HELO");

    private final ClientSession session;
    private final CommandReader reader;
    private final Dispatcher dispatcher;
    private final Frames collected = new Frames();
    private final Frames command = new Frames();
    private final Framing framing = new Framing(collected);
    private final Literals literals;
    private boolean fresh = true;
    private boolean paused;
    private boolean parked;
    private @Nullable String parkedPosition;
    private Connection.@Nullable Timer parkedUntil;
    private SessionForm.@Nullable Pending unsettled;

    Intake(ClientSession session) {
        this.session = session;
        this.reader = new CommandReader(session);
        this.dispatcher = new Dispatcher(session, reader, this::done);
        this.literals = new Literals(session, reader, framing, collected);
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Literals literals() {
        return literals;
    }

    /** Takes what is complete. */
    void received(ByteBuffer in) {
        if (fresh && isTlsHello(in)) {
            dispatcher.farewell().close();
        }
        int taken = 0;
        while (!isBusy()) {
            if (!session.connection().hasRoom()) {
                paused = true;
                break;
            }
            if (taken > TURN) {
                session.connection().pull();
                break;
            }
            int before = in.remaining();
            Framing.Mode mode = framing.mode();
            Framing.Piece piece = framing.take(in, limits());
            if (piece == Framing.Piece.NOTHING && in.remaining() == before && framing.mode() == mode) {
                break;
            }
            take(piece);
            taken++;
        }
        if (dispatcher.farewell().isClosing()) {
            in.position(in.limit());
        }
        session.writer().flush();
        dispatcher.farewell().addLayer();
    }

    private static boolean isTlsHello(ByteBuffer in) {
        return in.remaining() >= 2 && in.get(in.position()) == 0x16 && in.get(in.position() + 1) == 0x03;
    }

    private Framing.Limits limits() {
        Settings.Limits limits = session.house().settings().get().limits();
        int frames =
                reader.isOutside() ? limits.frames().outside() : limits.frames().inside();
        return new Framing.Limits(frames, limits.dropped());
    }

    /** Goes on when there is room, if it had stopped for want of it. */
    void room() {
        if (paused) {
            paused = false;
            session.connection().pull();
        }
    }

    private void take(Framing.Piece piece) {
        switch (piece) {
            case LINE -> line();
            case LITERAL -> literals.complete();
            case TOO_LONG -> tooLong();
            case DROPPED ->
                literals.refusal()
                        .ifPresentOrElse(answer -> dispatcher.tag(answer.tag(), answer.outcome()), this::done);
            case FLOOD -> dispatcher.farewell().bye("[TOOBIG] Too much");
            case NOTHING -> {}
        }
    }

    private void tooLong() {
        if (dispatcher.isAsking()) {
            dispatcher.farewell().bye("[TOOBIG] The line is too long");
        } else {
            dispatcher.tag(reader.tag(collected), Outcome.bad("the line is too long"));
        }
    }

    private void line() {
        if (dispatcher.isAsking()) {
            byte[] line = collected.octets();
            collected.clear();
            dispatcher.answered(line);
            return;
        }
        if (fresh && isForeign()) {
            dispatcher.farewell().close();
            return;
        }
        fresh = false;
        Optional<Announced> literal = collected.announced();
        if (literal.isPresent()) {
            collected.append("\r\n");
            announced(literal.get());
        } else {
            command.move(collected);
            whole(null, null);
        }
    }

    private boolean isForeign() {
        String head = collected.latin(0, Math.min(collected.length(), 16));
        int space = head.indexOf(' ');
        return reader.isOutside()
                && space > 0
                && FOREIGN.contains(head.substring(0, space).toUpperCase(Locale.ROOT));
    }

    /**
     * A command is complete: reads it, and runs it or goes on with it.
     *
     * @param position where another version, or another set of words, stood with it; null for a command to run
     * @param end how it had ended there
     */
    void whole(@Nullable String position, @Nullable Outcome end) {
        Reading reading = reader.read(command);
        if (reading instanceof Reading.Ready ready) {
            dispatcher.goOn(ready, position, end);
        } else if (reading instanceof Reading.Failed failed) {
            dispatcher.tag(failed.tag(), end == null ? failed.outcome() : end);
        } else if (reading instanceof Reading.Waits) {
            parkedPosition = position;
            park();
        } else {
            // what it wants is not here: committed before it ended elsewhere, or lost with another store
            dispatcher.tag(reader.tag(command), end == null ? Answers.away() : end);
        }
    }

    private void announced(Announced literal) {
        Reading reading = reader.read(collected);
        Literals.Verdict verdict;
        if (reading instanceof Reading.Wants wants) {
            verdict = literals.wanted(wants, literal, limits());
        } else if (reading instanceof Reading.Failed failed) {
            verdict = literals.refuse(new Literals.Refusal(failed.tag(), failed.outcome()), literal, limits());
        } else if (reading instanceof Reading.Waits) {
            park();
            return;
        } else {
            Outcome bad = Outcome.bad("expected no literal");
            verdict = literals.refuse(new Literals.Refusal(reader.tag(collected), bad), literal, limits());
        }
        if (verdict == Literals.Verdict.REFUSED) {
            literals.refusal().ifPresent(answer -> dispatcher.tag(answer.tag(), answer.outcome()));
        } else if (verdict == Literals.Verdict.FLOOD) {
            dispatcher.farewell().bye("[TOOBIG] The literal is too big");
        }
    }

    /** A command has ended: forgets its octets. */
    private void done() {
        command.clear();
        collected.clear();
        literals.end();
    }

    private void park() {
        parked = true;
        if (parkedUntil == null) {
            parkedUntil =
                    session.connection().later(session.house().registry().hold().plusMillis(10), this::wordsChanged);
        }
    }

    /** The words may have changed: reads again what waits for that, or has lost its words. */
    void wordsChanged() {
        Grammar words = session.renewWords();
        if (dispatcher.lostItsWord(words)) {
            whole(dispatcher.takeBack(), null);
            session.writer().flush();
            session.connection().pull();
            return;
        }
        dispatcher.follow(words);
        if (parked) {
            parked = false;
            if (parkedUntil != null) {
                parkedUntil.cancel();
                parkedUntil = null;
            }
            if (command.length() > 0) {
                whole(parkedPosition, null);
            } else {
                collected.announced().ifPresent(this::announced);
            }
        }
        session.writer().flush();
        session.connection().pull();
    }

    private boolean isBusy() {
        return parked || unsettled != null || dispatcher.isBusy();
    }

    /** Lets go of the store. The drafts of a command that only has to be answered are committed, or not wanted. */
    void detach() {
        if (dispatcher.running().filter(now -> now.end != null).isPresent()) {
            literals.end();
        }
        dispatcher.detach();
        literals.detach();
    }

    /** Takes drafts up in another store. */
    void attach() {
        literals.attach(collected.length() > 0 && !dispatcher.isAsking() ? collected : command);
    }

    /** Lets go of everything; drafts are thrown away. */
    void end() {
        dispatcher.end();
        literals.end();
        forgetTimer();
    }

    /** Lets go of everything but drafts, which are parked. */
    void leave() {
        dispatcher.end();
        forgetTimer();
    }

    private void forgetTimer() {
        if (parkedUntil != null) {
            parkedUntil.cancel();
        }
    }

    /** Returns where a command stands, as values. */
    SessionForm.Pending pending() {
        Frames holding = command.length() > 0 ? command : collected;
        Optional<Running> running = dispatcher.running();
        return new SessionForm.Pending(
                new SessionForm.Octets(
                        command.octets(), collected.octets(), collected.lineStart(), framing.mode(), framing.left()),
                literals.drafts(holding),
                running.isPresent() || (parked && command.length() > 0)
                        ? SessionForm.Stage.COMMAND
                        : parked ? SessionForm.Stage.ANNOUNCEMENT : SessionForm.Stage.NONE,
                running.map(now -> now.reply != null ? "" : now.position).orElse(parkedPosition),
                running.map(now -> now.end).orElse(null));
    }

    /** Takes what another version left; {@link #goOn} goes on with it. */
    void restore(SessionForm.Pending pending) {
        fresh = false;
        unsettled = pending;
        SessionForm.Octets octets = pending.octets();
        command.append(ByteBuffer.wrap(octets.command()), octets.command().length);
        command.startLine();
        collected.append(ByteBuffer.wrap(octets.collected()), octets.collected().length);
        collected.startLine(octets.lineStart());
    }

    /** Goes on where another version stood, once the connection is not held any more. */
    void goOn() {
        SessionForm.Pending pending = unsettled;
        unsettled = null;
        if (pending != null) {
            SessionForm.Octets octets = pending.octets();
            Frames holding = command.length() > 0 ? command : collected;
            literals.restore(pending.drafts(), octets.mode(), octets.left(), holding);
            if (pending.stage() == SessionForm.Stage.COMMAND) {
                whole(pending.position(), pending.end());
            } else if (pending.stage() == SessionForm.Stage.ANNOUNCEMENT) {
                collected.announced().ifPresent(this::announced);
            }
        }
        wordsChanged();
    }
}
