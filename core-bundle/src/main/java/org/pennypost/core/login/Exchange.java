// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.access.LoginExchange;
import org.pennypost.api.access.LoginResult;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.SaslExchange;
import org.pennypost.api.auth.SaslExchange.Step;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.net.Peer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One exchange of a mechanism: gives the mechanism what it asks for, and the protocol its turns. */
final class Exchange implements LoginExchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final byte[] NOTHING = new byte[0];

    private final Doorkeeper doorkeeper;
    private final SaslMechanism mechanism;
    private final String protocol;
    private final Peer peer;
    private final Optional<LoginResult.Reason> refused;
    private final SaslExchange sasl;
    private volatile @Nullable Found found;

    Exchange(
            Doorkeeper doorkeeper,
            SaslMechanism mechanism,
            String protocol,
            Peer peer,
            Optional<LoginResult.Reason> refused) {
        this.doorkeeper = doorkeeper;
        this.mechanism = mechanism;
        this.protocol = protocol;
        this.peer = peer;
        this.refused = refused;
        this.sasl = mechanism.start();
    }

    @Override
    public String mechanism() {
        return mechanism.name();
    }

    @Override
    public boolean serverFirst() {
        return mechanism.serverFirst();
    }

    @Override
    public Optional<LoginResult.Reason> refused() {
        return refused;
    }

    @Override
    public void begin(byte @Nullable [] initial, Consumer<Turn> done) {
        if (initial == null) {
            if (mechanism.serverFirst()) {
                next(NOTHING, done);
            } else {
                done.accept(new Turn.Challenge(NOTHING));
            }
        } else if (!mechanism.initialResponse()) {
            done.accept(new Turn.Malformed("the server speaks first in " + mechanism.name()));
        } else if (mechanism.serverFirst()) {
            next(NOTHING, first -> {
                if (first instanceof Turn.Challenge) {
                    next(initial, done);
                } else {
                    done.accept(first);
                }
            });
        } else {
            next(initial, done);
        }
    }

    @Override
    public void next(byte[] response, Consumer<Turn> done) {
        Step step;
        try {
            step = sasl.next(response);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("mechanism {} failed", mechanism.name(), e);
            done.accept(new Turn.Ended(new LoginResult.Refused(LoginResult.Reason.UNAVAILABLE)));
            return;
        }
        take(step, done);
    }

    private void take(Step step, Consumer<Turn> done) {
        if (step instanceof Step.Challenge challenge) {
            done.accept(new Turn.Challenge(challenge.octets()));
        } else if (step instanceof Step.Malformed malformed) {
            done.accept(new Turn.Malformed(malformed.text()));
        } else if (step instanceof Step.Password password) {
            doorkeeper.login(password.credentials().via(protocol, mechanism.name()), peer, ended(done));
        } else if (step instanceof Step.Lookup lookup) {
            Credentials who = Credentials.of(lookup.user(), NOTHING)
                    .actingFor(lookup.actFor())
                    .via(protocol, mechanism.name());
            doorkeeper.lookup(Attempt.of(who, peer, ended(done)), kept -> {
                found = kept;
                take(lookup.then().apply(kept.secrets()), done);
            });
        } else {
            end(step instanceof Step.Proven, done);
        }
    }

    private static Consumer<LoginResult> ended(Consumer<Turn> done) {
        return result -> done.accept(new Turn.Ended(result));
    }

    private void end(boolean proven, Consumer<Turn> done) {
        Found last = found;
        if (last == null) {
            done.accept(new Turn.Malformed("nobody was named"));
            return;
        }
        Found now = last.now(Attempt.of(last.attempt().credentials(), peer, ended(done)));
        if (proven) {
            doorkeeper.proven(now);
        } else {
            doorkeeper.entry().disproven(now);
        }
    }

    @Override
    public void cancel() {
        found = null;
    }
}
