// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.engine;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.access.LoginExchange;
import org.pennypost.api.access.LoginResult;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.Peer;
import org.pennypost.api.net.Session;
import org.pennypost.api.net.Snapshot;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Maildrop;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Progress;
import org.pennypost.pop3.drop.FrozenMaildrop;

/**
 * One session, from the greeting to its end, over exchanges of bundles. Everything here runs in steps of the connection, or
 * while it is held.
 */
@Rfc(number = 1939, section = "3")
public final class Conversation implements Pop3Session {
    private static final String APOP = "APOP";

    private final Connection connection;
    private final Port port;
    private final Surroundings around;
    private final Standing standing;
    private final Turns turns;

    /**
     * Begins without saying anything.
     *
     * @param self what the register and the connection know the session by
     */
    public Conversation(Connection connection, Port port, Session self, Surroundings around) {
        this.connection = connection;
        this.port = port;
        this.around = around;
        this.standing = new Standing(connection, self, around);
        this.turns = new Turns(connection, port, around, standing, this);
        connection.idleAfter(around.settings().idle());
    }

    /** Says hello. */
    public void greet() {
        Greeting greeting = around.settings().greeting();
        String timestamp = greeting.timestamp();
        if (!timestamp.isEmpty()) {
            slot(APOP).put("timestamp", timestamp);
        }
        turns.say("+OK", greeting.line(timestamp));
    }

    /** Tells whether the next line may be given to {@link #line}. */
    public boolean ready() {
        return turns.ready();
    }

    /** Octets have come; lines follow while {@link #ready}. */
    public void received() {
        turns.received();
    }

    /** Returns how many octets the next line may have, its end included. */
    public int lineLimit() {
        return turns.lineLimit();
    }

    /**
     * Takes a line.
     *
     * @param line without CRLF
     */
    public void line(byte[] line) {
        turns.line(line);
    }

    /** Answers a line that was too long; it has been thrown away. */
    public void tooLong() {
        turns.tooLong();
    }

    /** The client has read: goes on. */
    public void room() {
        turns.room();
    }

    /** Says that the connection ends behind the answer, whatever that is (RFC 1939 §6). */
    public void closeBehindAnswer() {
        turns.closeBehindAnswer();
    }

    /**
     * Opens the maildrop, once credentials have been checked in another thread.
     *
     * @param check begins the check and passes on its answer
     * @return how PASS or AUTH goes on
     */
    public Outcome entering(Consumer<Consumer<LoginResult>> check) {
        return turns.waiting(check, new Entering());
    }

    /**
     * Goes on with an exchange of a mechanism.
     *
     * @param question asks it for a turn
     * @param then takes the turn, in a step
     * @return how AUTH goes on
     */
    public Outcome exchange(
            LoginExchange exchange,
            Consumer<Consumer<LoginExchange.Turn>> question,
            Function<LoginExchange.Turn, Outcome> then) {
        return turns.waiting(question, new Exchanging(exchange, then));
    }

    /** Opens the maildrop, if the login was right. */
    public Outcome enter(LoginResult result) {
        return standing.enter(result);
    }

    private static void discard(LoginResult result) {
        if (result instanceof LoginResult.Granted granted) {
            granted.account().close();
        }
    }

    private final class Entering implements Turns.After<LoginResult> {
        @Override
        public Outcome found(LoginResult result) {
            return enter(result);
        }

        @Override
        public void tooLate(LoginResult result) {
            discard(result);
        }

        @Override
        public void cancel() {}
    }

    private record Exchanging(LoginExchange exchange, Function<LoginExchange.Turn, Outcome> then)
            implements Turns.After<LoginExchange.Turn> {
        @Override
        public Outcome found(LoginExchange.Turn turn) {
            return then.apply(turn);
        }

        @Override
        public void tooLate(LoginExchange.Turn turn) {
            if (turn instanceof LoginExchange.Turn.Ended ended) {
                discard(ended.result());
            }
        }

        @Override
        public void cancel() {
            exchange.cancel();
        }
    }

    /** Returns the word that was answered last; empty text after none. */
    public String previous() {
        return standing.previous();
    }

    /** Returns the timestamp of the greeting; empty without APOP. */
    public Optional<String> timestamp() {
        return Optional.ofNullable(slot(APOP).get("timestamp"));
    }

    /** An extension has left: a command of it that waits for the client ends. */
    public void left(Extension extension) {
        turns.left(extension);
    }

    /**
     * Ends the session without deleting anything (RFC 1939 §3).
     *
     * @param why for the client; null says nothing
     */
    public void farewell(@Nullable String why) {
        if (why != null) {
            standing.ended("killed: " + why);
        }
        turns.stop();
        port.close(why == null ? null : "-ERR [SYS/TEMP] " + why);
    }

    /** The connection has gone. */
    public void closed() {
        turns.stop();
    }

    /** Becomes values, as far as the store is concerned. */
    public void detach() {
        turns.detach();
        standing.detach();
    }

    /** Goes on in another account of the same user. */
    public void attach(MailAccount account) {
        if (standing.attach(account)) {
            turns.attach();
        } else {
            connection.step(() -> farewell(null));
        }
    }

    /** Becomes values for good. */
    public Snapshot snapshot() {
        detach();
        return turns.snapshot(standing.snapshot(Snapshot.EMPTY));
    }

    /** Goes on where another version was. */
    public void resume(Snapshot snapshot) {
        standing.resume(snapshot);
        turns.resume(snapshot);
    }

    /** Returns the messages with what only base commands may do. */
    public FrozenMaildrop frozen() {
        return standing.frozen();
    }

    @Override
    public State state() {
        return standing.state();
    }

    @Override
    public Peer peer() {
        return connection.peer();
    }

    @Override
    public Optional<Identity> identity() {
        return standing.identity();
    }

    @Override
    public Maildrop maildrop() {
        return frozen();
    }

    @Override
    public Map<String, String> slot(String name) {
        return standing.slot(name);
    }

    @Override
    public Progress progress() {
        return standing.progress();
    }

    /** Returns what the log says of the session when it ends. */
    public Map<String, String> summary() {
        return standing.summary();
    }

    /** Returns what the session is doing. */
    public String describe() {
        String inside = turns.inside();
        return inside.isEmpty() ? standing.describe() : "in " + inside + ", " + standing.describe();
    }
}
