// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.function.Function;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.LiteralSink;
import org.pennypost.api.net.Outcome;

/** What came of reading a command. */
sealed interface Reading {
    /**
     * It is whole.
     *
     * @param head tag and command
     * @param call ready to run
     */
    record Ready(Head head, Call call) implements Reading {}

    /**
     * A literal must come first.
     *
     * @param head tag and command
     * @param sink where it goes
     * @param refusing gives the command its outcome if the literal is refused
     */
    record Wants(Head head, LiteralSink sink, Function<Outcome, Call> refusing) implements Reading {}

    /**
     * It cannot be carried out.
     *
     * @param tag {@code *} if none could be read
     * @param outcome why
     */
    record Failed(String tag, Outcome outcome) implements Reading {}

    /** A word in it has left a moment ago. */
    record Waits() implements Reading {}

    /**
     * How the command begins.
     *
     * @param tag as sent
     * @param command of the words in force
     * @param grammar those words
     */
    record Head(String tag, Command command, Grammar grammar) {
        /** Returns the same with other words, which have the command as well. */
        Head with(Grammar words) {
            return new Head(tag, command, words);
        }
    }
}
