// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.pennypost.api.access.Login;
import org.pennypost.api.access.LoginExchange;
import org.pennypost.api.access.LoginResult;
import org.pennypost.api.access.SessionInfo;
import org.pennypost.api.access.Sessions;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.auth.Secrets;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Peer;
import org.pennypost.api.net.Session;
import org.pennypost.api.store.MailAccount;
import org.pennypost.core.login.AuthenticatorRegistry;
import org.pennypost.core.login.Authenticators;
import org.pennypost.core.login.Doorkeeper;
import org.pennypost.core.login.LoginRules;
import org.pennypost.core.login.LoginSettings;
import org.pennypost.core.policy.PolicyRegistry;
import org.pennypost.core.sasl.SaslRegistry;
import org.pennypost.core.store.StoreRegistry;

/**
 * What protocols know of this bundle: logging in, and who is here.
 *
 * <p>Its references are static on purpose. When core stops, this component goes first, and with it every protocol, whose
 * sessions transport takes over; only then are stores and authenticators unbound, with nobody inside.
 */
@Component(
        immediate = true,
        configurationPid = "login",
        service = {Login.class, Sessions.class})
@Designate(ocd = LoginSettings.class)
public final class Switchboard implements Login, Sessions {
    private final StoreRegistry stores;
    private final Authenticators authenticators;
    private final SaslRegistry mechanisms;
    private final Doorkeeper doorkeeper;

    /** Connects the registries. */
    @Activate
    public Switchboard(
            @Reference StoreRegistry stores,
            @Reference AuthenticatorRegistry authenticators,
            @Reference PolicyRegistry policies,
            @Reference SaslRegistry mechanisms,
            LoginSettings settings) {
        this.stores = stores;
        this.authenticators = authenticators.authenticators();
        this.mechanisms = mechanisms;
        this.doorkeeper =
                new Doorkeeper(this.authenticators, stores.accounts(), LoginRules.of(settings), settings.salt$_$key());
    }

    @Modified
    void modified(LoginSettings settings) {
        doorkeeper.rules(LoginRules.of(settings));
    }

    @Deactivate
    void deactivate() {
        doorkeeper.close();
    }

    @Override
    public void login(Credentials credentials, Peer peer, Consumer<LoginResult> done) {
        doorkeeper.login(credentials, peer, done);
    }

    @Override
    public Optional<LoginExchange> begin(String mechanism, String protocol, Peer peer) {
        return mechanisms.find(mechanism).map(found -> doorkeeper.exchange(found, protocol, peer));
    }

    @Override
    public void prove(Credentials credentials, Predicate<Secrets> proof, Peer peer, Consumer<LoginResult> done) {
        doorkeeper.prove(credentials, proof, peer, done);
    }

    @Override
    public List<SaslMechanism> mechanisms(Peer peer) {
        boolean readable = plaintextAllowed(peer);
        List<Secrets> common = authenticators.common();
        return mechanisms.mechanisms().stream()
                .filter(mechanism -> readable || !mechanism.plaintext())
                .filter(mechanism -> common.stream().allMatch(mechanism::servedBy))
                .toList();
    }

    @Override
    public boolean plaintextAllowed(Peer peer) {
        return doorkeeper.plaintextAllowed(peer);
    }

    @Override
    public MailAccount resume(Identity identity, Set<String> enabled) {
        return stores.open(identity, enabled);
    }

    @Override
    public <T> T use(String user, Function<MailAccount, T> task) {
        Identity identity = doorkeeper
                .rules()
                .names()
                .users()
                .normalise(user)
                .map(authenticators.domains()::user)
                .flatMap(authenticators::find)
                .map(authenticators.domains()::completed)
                .orElseThrow(() -> new MailException(Problem.NOT_FOUND, "no such user"));
        return stores.use(identity, task);
    }

    @Override
    public List<String> users() {
        return authenticators.users();
    }

    @Override
    public Registration register(
            Session session, Connection connection, String protocol, Identity identity, Supplier<Set<String>> enabled) {
        return stores.sessions().register(session, connection, protocol, identity, enabled);
    }

    @Override
    public List<SessionInfo> list() {
        return stores.sessions().list();
    }

    @Override
    public boolean kill(String id) {
        return stores.sessions().kill(id);
    }
}
