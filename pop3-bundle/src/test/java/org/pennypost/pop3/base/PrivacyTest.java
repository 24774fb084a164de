// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.pennypost.api.access.Login;
import org.pennypost.api.access.LoginExchange;
import org.pennypost.api.access.LoginResult;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.auth.Secrets;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.Peer;
import org.pennypost.api.pop3.Maildrop;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Progress;
import org.pennypost.pop3.engine.Words;
import org.pennypost.pop3.wire.DotWriter;
import org.pennypost.pop3.wire.Sink;

/** RFC 8314 §3, SPEC T2: without TLS no password comes from afar. */
class PrivacyTest {
    private final Pop3Base base = new Pop3Base(new LoopbackOnly(), () -> Words.of(List.of(), Set.of()));

    private record LoopbackOnly() implements Login {
        @Override
        public void login(Credentials credentials, Peer peer, Consumer<LoginResult> done) {
            done.accept(new LoginResult.Refused(LoginResult.Reason.FAILED));
        }

        @Override
        public Optional<LoginExchange> begin(String mechanism, String protocol, Peer peer) {
            return Optional.empty();
        }

        @Override
        public void prove(Credentials credentials, Predicate<Secrets> proof, Peer peer, Consumer<LoginResult> done) {
            done.accept(new LoginResult.Refused(LoginResult.Reason.FAILED));
        }

        @Override
        public List<SaslMechanism> mechanisms(Peer peer) {
            return List.of();
        }

        @Override
        public boolean plaintextAllowed(Peer peer) {
            return peer.loopback() || peer.tls().isPresent();
        }

        @Override
        public MailAccount resume(Identity identity, Set<String> enabled) {
            throw new IllegalStateException();
        }

        @Override
        public <T> T use(String user, Function<MailAccount, T> task) {
            throw new IllegalStateException();
        }

        @Override
        public List<String> users() {
            return List.of();
        }
    }

    private record Client(Peer peer, Map<String, String> said) implements Pop3Session {
        static Client from(String address, String tls) {
            InetSocketAddress here = new InetSocketAddress("192.0.2.9", 110);
            Peer peer = new Peer("c1", "pop3", new InetSocketAddress(address, 50000), here, tls).offeringTls(true);
            return new Client(peer, new HashMap<>());
        }

        @Override
        public State state() {
            return State.AUTHORIZATION;
        }

        @Override
        public Optional<Identity> identity() {
            return Optional.empty();
        }

        @Override
        public Maildrop maildrop() {
            throw new IllegalStateException();
        }

        @Override
        public Map<String, String> slot(String name) {
            return said;
        }

        @Override
        public Progress progress() {
            return Progress.NONE;
        }
    }

    private Outcome user(Client client) {
        Sink nowhere = new Sink() {
            @Override
            public void put(java.nio.ByteBuffer octets) {
                throw new IllegalStateException("USER writes no rows");
            }

            @Override
            public void flush() {}

            @Override
            public boolean hasRoom() {
                return true;
            }
        };
        return base.commands().stream()
                .filter(command -> command.name().equals("USER"))
                .findFirst()
                .orElseThrow()
                .run(client, "anna", new DotWriter(nowhere));
    }

    @Test
    void fromAfarUserIsNeitherAnnouncedNorTaken() {
        Client client = Client.from("192.0.2.1", null);
        assertThat(base.capabilities(client)).contains("STLS").doesNotContain("USER");
        assertThat(user(client))
                .isInstanceOfSatisfying(
                        Outcome.No.class,
                        no -> assertThat(no.code())
                                .hasValueSatisfying(
                                        code -> assertThat(code.text()).isEqualTo("AUTH")));
        assertThat(client.said()).isEmpty();
    }

    @Test
    void underTlsAndFromLoopbackItIs() {
        for (Client client : List.of(Client.from("192.0.2.1", "TLSv1.3"), Client.from("127.0.0.1", null))) {
            assertThat(base.capabilities(client)).contains("USER");
            assertThat(user(client)).isInstanceOf(Outcome.Done.class);
        }
    }
}
