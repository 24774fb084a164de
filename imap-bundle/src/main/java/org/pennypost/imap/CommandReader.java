// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.Locale;
import java.util.Optional;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapRefusedException;
import org.pennypost.api.imap.ImapSyntaxException;
import org.pennypost.api.imap.State;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.net.Outcome;
import org.pennypost.imap.engine.DepartedWord;
import org.pennypost.imap.engine.Marks;
import org.pennypost.imap.wire.CommandLimits;
import org.pennypost.imap.wire.Frames;
import org.pennypost.imap.wire.NeedLiteral;
import org.pennypost.imap.wire.Reader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a command from its frames, as often as needed: tag, name, state, arguments. */
final class CommandReader {
    private static final Logger LOG = LoggerFactory.getLogger(CommandReader.class);

    private final ClientSession session;

    CommandReader(ClientSession session) {
        this.session = session;
    }

    /** Reads the frames with the words now in force. */
    Reading read(Frames frames) {
        Grammar grammar = session.renewWords();
        Reader in = new Reader(frames, session.names(), grammar, limits());
        String tag = "*";
        grammar.enter();
        try {
            tag = in.readTag();
            in.sp();
            Optional<Command> found = grammar.command(name(in));
            if (found.isEmpty()) {
                return new Reading.Failed(tag, Answers.UNKNOWN);
            }
            return arguments(in, new Reading.Head(tag, found.get(), grammar));
        } catch (DepartedWord gone) {
            return new Reading.Waits();
        } catch (ImapSyntaxException broken) {
            return new Reading.Failed(tag, Outcome.bad(text(broken)));
        } catch (RuntimeException | LinkageError | StackOverflowError bug) {
            LOG.error(
                    Marks.CRASHES,
                    "{}: a command cannot be read",
                    session.peer().id(),
                    bug);
            return new Reading.Failed(tag, Answers.bug());
        } finally {
            grammar.leave();
        }
    }

    private CommandLimits limits() {
        return session.house().settings().get().command();
    }

    private Reading arguments(Reader in, Reading.Head head) {
        Command command = head.command();
        if (!command.traits().allowedIn(session.state())) {
            return new Reading.Failed(head.tag(), Outcome.bad(command.name() + wrongState(command.traits())));
        }
        try {
            return new Reading.Ready(head, command.parse(in));
        } catch (NeedLiteral literal) {
            return new Reading.Wants(head, literal.sink(), literal.refusing());
        } catch (ImapRefusedException refused) {
            return new Reading.Failed(head.tag(), Answers.no(refused));
        } catch (MailException unusable) {
            return new Reading.Failed(
                    head.tag(), Answers.no(unusable, command.traits().files()));
        }
    }

    private static String name(Reader in) {
        String name = in.atom().toUpperCase(Locale.ROOT);
        if (!name.equals("UID")) {
            return name;
        }
        in.sp();
        return "UID " + in.atom().toUpperCase(Locale.ROOT);
    }

    private String wrongState(Traits traits) {
        if (session.state() == State.NOT_AUTHENTICATED) {
            return " is for those who have logged in";
        }
        if (traits.allowedIn(State.NOT_AUTHENTICATED)) {
            return " is for those who have not logged in";
        }
        return traits.allowedIn(State.SELECTED)
                ? " is not allowed now: no mailbox is selected"
                : " is not allowed now: a mailbox is selected";
    }

    /** Returns what a client is told of broken syntax. */
    static String text(ImapSyntaxException broken) {
        return clean(String.valueOf(broken.getMessage()));
    }

    /** Returns text with nothing in it but printable US-ASCII. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.chars().map(c -> c < ' ' || c > 0x7E ? '?' : c).forEach(c -> clean.append((char) c));
        return clean.toString();
    }

    /** Returns the tag with which some frames begin, {@code *} if there is none. */
    String tag(Frames frames) {
        try {
            return new Reader(frames, session.names(), session.renewWords(), limits()).readTag();
        } catch (ImapSyntaxException none) {
            return "*";
        }
    }

    /** Tells whether nobody has logged in. */
    boolean isOutside() {
        return session.state() == State.NOT_AUTHENTICATED;
    }
}
