// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.access.Login;
import org.pennypost.api.access.LoginResult;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.Peer;

/** A login under way: core's answer comes in another thread and waits here for the session's next step. */
final class Entrance implements Outcome.Work {
    private static final Object GONE = new Object();

    private final Login login;
    private final Credentials credentials;
    private final Peer peer;
    private final AtomicReference<@Nullable Object> answer = new AtomicReference<>();

    Entrance(Login login, Credentials credentials, Peer peer) {
        this.login = login;
        this.credentials = credentials;
        this.peer = peer;
    }

    @Override
    public Connection.Timer begin(Consumer<Outcome> done) {
        login.login(credentials, peer, result -> {
            if (answer.compareAndSet(null, result)) {
                done.accept(Outcome.done("answered"));
            } else {
                close(result);
            }
        });
        return () -> close(answer.getAndSet(GONE));
    }

    private static void close(@Nullable Object result) {
        if (result instanceof LoginResult.Granted granted) {
            granted.account().close();
        }
    }

    /** Returns the answer, once. */
    Optional<LoginResult> take() {
        return answer.getAndSet(GONE) instanceof LoginResult result ? Optional.of(result) : Optional.empty();
    }
}
