// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import org.jspecify.annotations.Nullable;
import org.pennypost.api.imap.Call;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Outcome;
import org.pennypost.imap.engine.DepartedWord;

/** The command in progress, and how far it is. */
final class Running {
    Reading.Head head;
    final Call call;

    /** rows that follow as the client reads */
    Outcome.@Nullable Stream stream;

    /** where a stream stood that has been let go of; empty for a line asked for */
    @Nullable
    String position;

    /** gets the line that was asked for */
    Outcome.@Nullable Reply reply;

    /** whether the prompt has been sent by a former version */
    boolean prompted;

    /** what was begun elsewhere, and how to end it */
    Outcome.@Nullable Work work;

    Connection.@Nullable Timer timer;

    /** how it ends, once that is known */
    @Nullable
    Outcome end;

    Running(Reading.Ready ready) {
        this.head = ready.head();
        this.call = ready.call();
    }

    /** Tells whether numbers may change now. */
    boolean mayExpunge() {
        return !head.command().traits().usesNumbers();
    }

    /** Tells whether rows shall name UIDs. */
    boolean speaksOfUids() {
        return head.command().name().startsWith("UID ");
    }

    /** Tells whether changes are told while the client is asked for a line. */
    boolean tells() {
        return reply != null && head.command().traits().tellsWhileAsking();
    }

    /** Tells whether its word is one of these as well. */
    boolean isThere(Grammar grammar) {
        try {
            return grammar.command(head.command().name()).orElse(null) == head.command();
        } catch (DepartedWord gone) {
            return false;
        }
    }

    /** The words have changed: tells whether what is under way came from a word that left, and must begin again. */
    boolean lostItsWord(Grammar grammar) {
        if (end != null || head.grammar() == grammar || work instanceof Entrance) {
            return false;
        }
        if (stream == null && work == null && reply == null) {
            return false;
        }
        return stream != null || !isThere(grammar);
    }

    /** Lets go of everything that is under way, and notes where it stood. */
    void suspend() {
        if (stream != null) {
            position = stream.position();
            stream.cancel();
            stream = null;
        }
    }

    /** Lets go for good. */
    void cancel() {
        suspend();
        if (reply != null) {
            reply.cancel();
            reply = null;
        }
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
