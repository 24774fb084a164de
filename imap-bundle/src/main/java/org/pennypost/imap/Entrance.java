// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.access.LoginExchange.Turn;
import org.pennypost.api.access.LoginResult;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Outcome;

/** A turn of a login under way: core's answer comes in another thread and waits here for the session's next step. */
final class Entrance implements Outcome.Work {
    private static final Object GONE = new Object();

    private final Consumer<Consumer<Turn>> turn;
    private final Outcome.Reply reply;
    private final AtomicReference<@Nullable Object> answer = new AtomicReference<>();

    /**
     * Makes one that has not begun.
     *
     * @param turn begins the turn and passes on how it ends
     * @param reply takes what the client answers to a challenge
     */
    Entrance(Consumer<Consumer<Turn>> turn, Outcome.Reply reply) {
        this.turn = turn;
        this.reply = reply;
    }

    @Override
    public Connection.Timer begin(Consumer<Outcome> done) {
        turn.accept(taken -> {
            if (answer.compareAndSet(null, taken)) {
                done.accept(Outcome.done("answered"));
            } else {
                close(taken);
            }
        });
        return () -> {
            close(answer.getAndSet(GONE));
            reply.cancel();
        };
    }

    private static void close(@Nullable Object taken) {
        if (taken instanceof Turn.Ended ended && ended.result() instanceof LoginResult.Granted granted) {
            granted.account().close();
        }
    }

    /**
     * Returns how the command goes on, once.
     *
     * @param admit what to do when the login is over
     */
    Optional<Outcome> take(Function<LoginResult, Outcome> admit) {
        Object taken = answer.getAndSet(GONE);
        if (taken instanceof Turn.Challenge challenge) {
            return Optional.of(Outcome.ask(Base64.getEncoder().encodeToString(challenge.octets()), reply));
        } else if (taken instanceof Turn.Malformed malformed) {
            return Optional.of(Outcome.bad(malformed.text()));
        }
        return taken instanceof Turn.Ended ended ? Optional.of(admit.apply(ended.result())) : Optional.empty();
    }
}
