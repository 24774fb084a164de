// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.auth.Authenticator;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.auth.Secrets;

/** A source that knows one user, and counts how often it is asked. */
final class OneUser implements Authenticator {
    private final String name;
    final AtomicInteger asked = new AtomicInteger();
    final AtomicLong generation = new AtomicLong();
    volatile Identity identity;
    volatile String password;
    volatile @Nullable CountDownLatch hurdle;

    OneUser(String name, String password) {
        this.name = name;
        this.identity = Identity.of(name);
        this.password = password;
    }

    @Override
    public Answer check(Credentials credentials) {
        asked.incrementAndGet();
        CountDownLatch wait = hurdle;
        if (wait != null) {
            try {
                wait.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (!credentials.user().equals(name)) {
            return new Answer.Unknown();
        }
        return new String(credentials.password(), UTF_8).equals(password)
                ? new Answer.Accepted(identity)
                : new Answer.Refused();
    }

    @Override
    public Optional<Kept> secrets(Credentials who) {
        return find(who.user()).map(it -> new Kept(it, Secrets.NONE.withPassword(password.getBytes(UTF_8)), true));
    }

    @Override
    public Optional<Identity> find(String user) {
        return user.equals(name) ? Optional.of(identity) : Optional.empty();
    }

    @Override
    public List<String> users() {
        return List.of(name);
    }

    @Override
    public long generation() {
        return generation.get();
    }
}
