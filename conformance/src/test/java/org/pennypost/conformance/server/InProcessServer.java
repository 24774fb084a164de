// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleContext;
import org.pennypost.api.access.Login;
import org.pennypost.api.auth.Authenticator;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.auth.Secrets;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.net.Protocol;
import org.pennypost.api.store.MailStore;
import org.pennypost.api.store.Policy;
import org.pennypost.core.Switchboard;
import org.pennypost.core.domain.Domains;
import org.pennypost.core.login.AuthenticatorRegistry;
import org.pennypost.core.login.LoginSettings;
import org.pennypost.core.policy.PolicyRegistry;
import org.pennypost.core.sasl.SaslRegistry;
import org.pennypost.core.store.StoreRegistry;
import org.pennypost.core.template.TemplateSettings;
import org.pennypost.core.template.Templates;
import org.pennypost.pop3.Pop3Protocol;
import org.pennypost.testkit.script.Target;
import org.pennypost.transport.Listener;
import org.pennypost.transport.ListenerSettings;
import org.pennypost.transport.ProtocolRegistry;
import org.pennypost.transport.Transport;
import org.pennypost.transport.TransportSettings;

/**
 * The whole server in this process, on loopback sockets: the real bundles' classes, wired without a container. Every user
 * exists, with one password.
 */
public final class InProcessServer implements Target, AutoCloseable {
    private static final String PASSWORD = "secret";
    private static final AtomicInteger USERS = new AtomicInteger();

    private final Path home;
    private final Transport transport;
    private final PolicyRegistry policies = new PolicyRegistry();
    private final AuthenticatorRegistry authenticators = new AuthenticatorRegistry(new Domains());
    private final StoreRegistry stores;
    private final Switchboard core;
    private final org.pennypost.imap.ExtensionRegistry imapWords = new org.pennypost.imap.ExtensionRegistry();
    private final org.pennypost.pop3.ExtensionRegistry pop3Words = new org.pennypost.pop3.ExtensionRegistry();
    private final Map<String, InetSocketAddress> doors = new HashMap<>();
    private final ProtocolRegistry protocols;
    private final Map<String, Object> imapSettings;
    private Protocol imapNow;
    private Protocol pop3Now;

    /**
     * Starts a server.
     *
     * @param store where mail lies
     * @param home an empty folder for what the server keeps
     */
    public InProcessServer(MailStore store, Path home) {
        this(store, home, Map.of(), Map.of());
    }

    /**
     * Starts a server.
     *
     * @param imap settings of IMAP that are not as shipped, by the names of their methods
     */
    public InProcessServer(MailStore store, Path home, Map<String, Object> imap) {
        this(store, home, imap, Map.of());
    }

    /**
     * Starts a server.
     *
     * @param imap settings of IMAP that are not as shipped, by the names of their methods
     * @param pop3 settings of POP3 that are not as shipped
     */
    public InProcessServer(MailStore store, Path home, Map<String, Object> imap, Map<String, Object> pop3) {
        this(store, home, imap, pop3, Map.of());
    }

    /**
     * Starts a server.
     *
     * @param imap settings of IMAP that are not as shipped, by the names of their methods
     * @param pop3 settings of POP3 that are not as shipped
     * @param logins settings of logging in that are not as shipped
     */
    public InProcessServer(
            MailStore store,
            Path home,
            Map<String, Object> imap,
            Map<String, Object> pop3,
            Map<String, Object> logins) {
        this.home = home;
        LoginSettings login = Wiring.settings(LoginSettings.class, logins);
        // The conversations speak of users who have nothing yet.
        Templates templates =
                new Templates(new Domains(), Wiring.settings(TemplateSettings.class, Map.of("template", "")));
        stores = new StoreRegistry(policies, templates, login);
        core = new Switchboard(stores, authenticators, policies, new SaslRegistry(login), login);
        Wiring.bind(authenticators, Authenticator.class, new EverybodyIsWelcome());
        Wiring.bind(stores, MailStore.class, store);
        transport = new Transport(Wiring.settings(TransportSettings.class, Map.of()));
        protocols = new ProtocolRegistry(transport);
        imapSettings = imap;
        imapNow = Wiring.imap(core, imapWords, imap);
        Wiring.bind(protocols, Protocol.class, imapNow);
        pop3Now = pop3(pop3);
        listen("imap", "starttls");
        listen("pop3", "starttls");
        listen("imaps", "implicit");
        listen("pop3s", "implicit");
    }

    private Protocol pop3(Map<String, Object> settings) {
        Protocol made = new Pop3Protocol(core, core, pop3Words, Wiring.settings(Pop3Protocol.Settings.class, settings));
        Wiring.bind(protocols, Protocol.class, made);
        return made;
    }

    /** Exchanges POP3 for another version of itself, while people are connected. */
    public void exchangePop3(Map<String, Object> settings) {
        Wiring.unbind(protocols, Protocol.class, pop3Now);
        pop3Now = pop3(settings);
    }

    /** Installs an extension of IMAP. */
    public InProcessServer with(ImapExtension extension) {
        Wiring.bind(imapWords, ImapExtension.class, extension);
        return this;
    }

    /** Puts another imap in the place of the one that serves, as an update of the bundle does: sessions are handed over. */
    public void exchangeImap() {
        Protocol next = Wiring.imap(core, imapWords, imapSettings);
        Wiring.unbind(protocols, Protocol.class, imapNow);
        Wiring.bind(protocols, Protocol.class, next);
        imapNow = next;
    }

    /** Installs a policy. */
    public InProcessServer with(Policy policy) {
        Wiring.bind(policies, Policy.class, policy);
        return this;
    }

    /** Returns the way to accounts, for a look behind the protocols. */
    public Login login() {
        return core;
    }

    private void listen(String name, String tls) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
        Map<String, Object> settings = Map.of(
                "protocol", name.substring(0, 4),
                "port", address.getPort(),
                "tls", tls,
                "certificate", home.resolve("fullchain.pem").toString(),
                "key", home.resolve("privkey.pem").toString());
        BundleContext context = (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> method.getName().equals("getProperty") ? home.toString() : null);
        new Listener(
                transport,
                Wiring.settings(ListenerSettings.class, settings),
                Map.of("service.pid", "listener~" + name),
                context);
        String problem = transport.listeners().stream()
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow()
                .problem();
        if (problem.isEmpty()) {
            doors.put(name, address);
        } else {
            throw new IllegalStateException("listener " + name + ": " + problem);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InetSocketAddress address(String protocol, boolean tls) {
        return doors.get(tls ? protocol + "s" : protocol);
    }

    @Override
    public String newUser() {
        return "user" + USERS.incrementAndGet();
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    @Override
    public void close() {
        Wiring.end(transport, "stop");
        Wiring.end(core, "deactivate");
        Wiring.end(stores, "deactivate");
        Wiring.end(authenticators, "deactivate");
        Wiring.end(policies, "deactivate");
        Wiring.end(pop3Words, "stop");
    }

    private static final class EverybodyIsWelcome implements Authenticator {
        @Override
        public Answer check(Credentials credentials) {
            byte[] password = PASSWORD.getBytes(StandardCharsets.US_ASCII);
            return Arrays.equals(credentials.password(), password)
                    ? new Answer.Accepted(Identity.of(credentials.user()))
                    : new Answer.Refused();
        }

        @Override
        public Optional<Kept> secrets(Credentials who) {
            Secrets secrets = Secrets.NONE.withPassword(PASSWORD.getBytes(StandardCharsets.US_ASCII));
            return who.user().startsWith("no")
                    ? Optional.empty()
                    : Optional.of(new Kept(Identity.of(who.user()), secrets, true));
        }

        @Override
        public Secrets common() {
            return Secrets.NONE.withPassword(new byte[1]);
        }

        @Override
        public Optional<Identity> find(String user) {
            return Optional.of(Identity.of(user));
        }

        @Override
        public long generation() {
            return 1;
        }
    }
}
