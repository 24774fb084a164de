// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.net;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a call ends. Commands return it; the protocol's engine, and nobody else, writes the tagged line, {@code +OK} or
 * {@code -ERR}.
 */
public sealed interface Outcome {
    /** The command is done: {@code OK} or {@code +OK}. */
    static Outcome done(String text) {
        return new Done(null, text);
    }

    /** The command is done, with a response code. */
    static Outcome done(ResponseCode code, String text) {
        return new Done(code, text);
    }

    /** The command was understood and could not be carried out: {@code NO} or {@code -ERR}. */
    static Outcome no(String text) {
        return new No(null, text);
    }

    /** The command could not be carried out, for a reason a program can read. */
    static Outcome no(ResponseCode code, String text) {
        return new No(code, text);
    }

    /** The command was not understood: {@code BAD} or {@code -ERR}. */
    static Outcome bad(String text) {
        return new Bad(text);
    }

    /** Rows follow as the client reads them. */
    static Outcome stream(Stream rows) {
        return new Streaming("", rows);
    }

    /** A first line, then rows as the client reads them: a multi-line response of POP3. */
    static Outcome stream(String head, Stream rows) {
        return new Streaming(head, rows);
    }

    /** The client is asked for a line. */
    static Outcome ask(String prompt, Reply reply) {
        return new Ask(prompt, reply);
    }

    /** The answer comes from elsewhere. */
    static Outcome later(Work work) {
        return new Later(work);
    }

    /** The connection gets a layer behind the {@code OK}. */
    static Outcome layer(Connection.Layer layer, String text) {
        return new Layered(layer, text);
    }

    /** The session ends (LOGOUT, QUIT). */
    static Outcome bye(String text) {
        return new Bye(text);
    }

    /**
     * Done.
     *
     * @param codeOrNull what a program can read
     * @param text for a person
     */
    record Done(@Nullable ResponseCode codeOrNull, String text) implements Outcome {
        /** Returns what a program can read. */
        public Optional<ResponseCode> code() {
            return Optional.ofNullable(codeOrNull);
        }
    }

    /**
     * Understood and refused.
     *
     * @param codeOrNull what a program can read
     * @param text for a person
     */
    record No(@Nullable ResponseCode codeOrNull, String text) implements Outcome {
        /** Returns what a program can read. */
        public Optional<ResponseCode> code() {
            return Optional.ofNullable(codeOrNull);
        }
    }

    /**
     * Not understood.
     *
     * @param text what was expected, and where
     */
    record Bad(String text) implements Outcome {}

    /**
     * Rows follow.
     *
     * @param head what follows {@code +OK} before the rows; without meaning in IMAP
     * @param rows where they come from
     */
    record Streaming(String head, Stream rows) implements Outcome {}

    /**
     * A line is asked for: IMAP's continuation, POP3's challenge.
     *
     * @param prompt what follows {@code "+ "}
     * @param reply gets the line
     */
    record Ask(String prompt, Reply reply) implements Outcome {}

    /**
     * The answer comes from elsewhere.
     *
     * @param work what to begin
     */
    record Later(Work work) implements Outcome {}

    /**
     * A layer begins behind the OK.
     *
     * @param layer which
     * @param text for a person
     */
    record Layered(Connection.Layer layer, String text) implements Outcome {}

    /**
     * The end.
     *
     * @param text for a person
     */
    record Bye(String text) implements Outcome {}

    /** Rows that are written as the client reads. Called in steps. */
    interface Stream {
        /**
         * Writes the next batch.
         *
         * @return null if there is more; else how the command ends
         */
        @Nullable
        Outcome next();

        /**
         * Returns where the stream stands, between two batches, as text from which the same command of another version can
         * go on, such as the UIDs still to do.
         */
        String position();

        /** Lets go of what is open, because the client or the store has gone. */
        default void cancel() {}
    }

    /** Takes the line that was asked for. Called in a step. */
    interface Reply {
        /**
         * Takes the line.
         *
         * @param octets without CRLF
         */
        Outcome line(byte[] octets);

        /**
         * The line has not come for an interval: writes rows of its own, so that neither end nor what is between them
         * takes the connection for dead. Called in a step, again and again.
         */
        default void waiting() {}

        /** Returns the interval after which {@link #waiting} is called; zero for never. Asked before each. */
        default Duration interval() {
            return Duration.ZERO;
        }

        /** The client, the session or the extension has gone: let go. */
        default void cancel() {}
    }

    /** Begins something that ends elsewhere. Called in a step; returns at once. */
    @FunctionalInterface
    interface Work {
        /**
         * Begins.
         *
         * @param done takes the outcome, once, from any thread
         * @return called in a step if the client or the session has gone meanwhile
         */
        Connection.Timer begin(Consumer<Outcome> done);
    }
}
