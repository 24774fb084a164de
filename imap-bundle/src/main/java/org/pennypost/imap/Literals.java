// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.imap.LiteralSink;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.mina.Framing;
import org.pennypost.imap.wire.Announced;
import org.pennypost.imap.wire.CommandLimits;
import org.pennypost.imap.wire.Frames;

/**
 * Decides of each announced literal whether it is wanted and where it goes (engine rule 4): a small one stays among the
 * frames, a message becomes a draft as it comes, a refused one is thrown away.
 */
final class Literals {
    private final ClientSession session;
    private final CommandReader reader;
    private final Framing framing;
    private final Frames frames;
    private final List<Upload> uploads = new ArrayList<>(0);
    private @Nullable Upload current;
    private @Nullable Refusal refusal;
    private int accepted;

    /**
     * How a command ends that cannot be carried out.
     *
     * @param tag of the command
     * @param outcome of it
     */
    record Refusal(String tag, Outcome outcome) {}

    /** What becomes of an announcement. */
    enum Verdict {
        /** The literal is collected. */
        COMING,
        /** It is thrown away, then the command is answered. */
        DROPPED,
        /** The command is answered now; the literal does not come. */
        REFUSED,
        /** It comes and is more than anybody may send. */
        FLOOD
    }

    Literals(ClientSession session, CommandReader reader, Framing framing, Frames frames) {
        this.session = session;
        this.reader = reader;
        this.framing = framing;
        this.frames = frames;
    }

    /** Decides of a literal that a command wants. */
    @Rfc(number = 7888, section = "4")
    @Rfc(number = 9051, section = "4.3")
    Verdict wanted(Reading.Wants wants, Announced literal, Framing.Limits limits) {
        CommandLimits most = session.house().settings().get().command();
        if (literal.size() > most.literal() && reader.isOutside()) {
            return refuse(no(wants, Answers.tooBig()), literal, limits);
        } else if (++accepted > most.literals()) {
            return refuse(no(wants, Answers.limit("at most " + most.literals() + " literals")), literal, limits);
        } else if (wants.sink() instanceof LiteralSink.Refused refused) {
            return refuse(no(wants, refused.outcome()), literal, limits);
        } else if (wants.sink() instanceof LiteralSink.Message message) {
            return upload(wants.head(), message, literal, limits);
        } else if (literal.size() > most.literal() || frames.length() + literal.size() > limits.frames()) {
            return refuse(no(wants, Answers.tooBig()), literal, limits);
        }
        accept(literal);
        framing.literal(literal.size(), null);
        return Verdict.COMING;
    }

    private Refusal no(Reading.Wants wants, Outcome outcome) {
        return new Refusal(wants.head().tag(), wants.refusing().apply(outcome).run(session, session.writer()));
    }

    private Verdict upload(Reading.Head head, LiteralSink.Message message, Announced literal, Framing.Limits limits) {
        if (literal.size() == 0) {
            return refuse(new Refusal(head.tag(), Answers.empty()), literal, limits);
        }
        if (literal.size() > session.appendLimit()) {
            return refuse(new Refusal(head.tag(), Answers.tooBig()), literal, limits);
        }
        try {
            current = Upload.open(session.account(), message.mailbox(), literal.size());
        } catch (MailException refused) {
            Outcome no = Answers.no(refused, head.command().traits().files());
            return refuse(new Refusal(head.tag(), no), literal, limits);
        }
        accept(literal);
        framing.literal(literal.size(), this::add);
        return Verdict.COMING;
    }

    private void accept(Announced literal) {
        if (literal.waits()) {
            session.writer().line("+ Ready for " + literal.size() + " octets");
        }
    }

    /** Decides of a literal whose command cannot be carried out. */
    Verdict refuse(Refusal because, Announced literal, Framing.Limits limits) {
        refusal = because;
        if (literal.waits()) {
            return Verdict.REFUSED;
        }
        if (literal.size() > limits.dropped()) {
            return Verdict.FLOOD;
        }
        framing.drop(literal.size());
        return Verdict.DROPPED;
    }

    private void add(ByteBuffer octets) {
        Upload upload = Objects.requireNonNull(current);
        if (!upload.add(octets)) {
            giveUp(upload);
        }
    }

    private void giveUp(Upload upload) {
        refusal = new Refusal(reader.tag(frames), upload.failure().orElseGet(Answers::away));
        framing.dropRest();
    }

    /** A literal is complete. */
    void complete() {
        if (current != null) {
            frames.store(current.draft());
            uploads.add(current);
            current = null;
        }
        frames.startLine();
    }

    /** Returns, once, how a command ends that could not be carried out. */
    Optional<Refusal> refusal() {
        Optional<Refusal> answer = Optional.ofNullable(refusal);
        refusal = null;
        return answer;
    }

    /** The command has ended: what was not committed is thrown away. */
    void end() {
        accepted = 0;
        uploads.forEach(Upload::end);
        uploads.clear();
        if (current != null) {
            current.end();
            current = null;
        }
    }

    /** Parks drafts under their tokens. */
    void detach() {
        uploads.forEach(Upload::park);
        if (current != null) {
            current.park();
        }
    }

    /**
     * Takes the drafts up in another store.
     *
     * @param command the frames that hold the complete ones
     */
    void attach(Frames command) {
        for (int i = 0; i < uploads.size(); i++) {
            uploads.get(i).attach(session.account());
            command.replace(i, uploads.get(i).draft());
        }
        if (current != null) {
            current.attach(session.account());
        }
    }

    /** Gives up what cannot go on because the store stays away. */
    void away() {
        if (current != null && framing.mode() == Framing.Mode.LITERAL) {
            giveUp(current);
        }
    }

    /** Returns what is kept elsewhere: tokens of complete drafts, and of the one that is coming. */
    SessionForm.Drafts drafts(Frames command) {
        List<String> complete = new ArrayList<>();
        for (int i = 0; i < uploads.size(); i++) {
            complete.add(command.drafts().get(i).offset() + " " + uploads.get(i).token());
        }
        return new SessionForm.Drafts(complete, current == null ? "" : current.token(), refusal);
    }

    /** Goes on with what another version kept; what is not there any more is answered. */
    void restore(SessionForm.Drafts drafts, Framing.Mode mode, long left, Frames command) {
        refusal = drafts.refusal();
        for (String stored : drafts.complete()) {
            int space = stored.indexOf(' ');
            found(stored.substring(space + 1)).ifPresent(upload -> {
                uploads.add(upload);
                command.store(Integer.parseInt(stored.substring(0, space)), upload.draft());
            });
        }
        switch (mode) {
            case LITERAL -> {
                if (drafts.coming().isEmpty()) {
                    framing.literal(left, null);
                } else {
                    framing.literal(left, this::add);
                    takeUp(drafts.coming());
                }
            }
            case DROP -> framing.drop(left);
            case DROP_LINE -> framing.dropLine();
            case LINE -> {}
        }
    }

    private void takeUp(String token) {
        current = found(token).orElse(null);
        if (current == null) {
            refusal = new Refusal(reader.tag(frames), Answers.away());
            framing.dropRest();
        }
    }

    private Optional<Upload> found(String token) {
        try {
            return Upload.takeUp(session.account(), token);
        } catch (MailException away) {
            return Optional.empty();
        }
    }
}
