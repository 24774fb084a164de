// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.imap.ImapRefusedException;
import org.pennypost.api.imap.ImapSyntaxException;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Outcome;
import org.pennypost.imap.engine.Marks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls what commands and extensions wrote, and turns whatever they throw into an outcome. The one place that catches to
 * answer.
 */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final ClientSession session;
    private volatile @Nullable Running inside;

    Guard(ClientSession session) {
        this.session = session;
    }

    /** Makes one step of a command; a row that it began and could not end is taken back. */
    @Nullable
    Outcome run(Running now, Supplier<@Nullable Outcome> step) {
        Grammar grammar = now.head.grammar();
        grammar.enter();
        boolean whole = false;
        inside = now;
        try {
            Outcome outcome = step.get();
            whole = true;
            return outcome;
        } catch (ImapSyntaxException broken) {
            return Outcome.bad(CommandReader.text(broken));
        } catch (ImapRefusedException refused) {
            return Answers.no(refused);
        } catch (MailException failure) {
            if (failure.problem() == Problem.INTERNAL || failure.problem() == Problem.CORRUPT) {
                log(now, failure);
            }
            return Answers.no(failure, now.head.command().traits().files());
        } catch (RuntimeException | LinkageError | StackOverflowError bug) {
            log(now, bug);
            return Answers.bug();
        } finally {
            inside = null;
            if (!whole) {
                session.writer().takeBack();
            }
            grammar.leave();
        }
    }

    private void log(Running now, Throwable why) {
        LOG.error(
                Marks.CRASHES, "{}: {}", session.peer().id(), now.head.command().name(), why);
    }

    /** Any thread: returns what a step is in, a command and its extension; empty if in none. */
    String inside() {
        Running now = inside;
        if (now == null) {
            return "";
        }
        String command = now.head.command().name();
        return command + " of " + now.head.grammar().owner(command);
    }
}
