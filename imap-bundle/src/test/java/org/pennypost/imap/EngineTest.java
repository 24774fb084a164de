// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.api.access.Login;
import org.pennypost.api.access.LoginExchange;
import org.pennypost.api.access.LoginResult;
import org.pennypost.api.access.SessionInfo;
import org.pennypost.api.access.Sessions;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.auth.Secrets;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.Peer;
import org.pennypost.api.net.Session;
import org.pennypost.api.net.Snapshot;
import org.pennypost.api.plugin.PluginState;
import org.pennypost.api.store.MailAccount;

/** The engine before anybody has logged in, and with extensions that come, go and misbehave. */
class EngineTest {
    private final StepConnection connection = new StepConnection();
    private final ExtensionRegistry registry = new ExtensionRegistry();
    private final ImapProtocol imap = new ImapProtocol(new ClosedDoor(), new EmptyRoom(), registry);
    private Session session;

    /** Lets nobody in. */
    private static final class ClosedDoor implements Login {
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
            return peer.loopback();
        }

        @Override
        public MailAccount resume(Identity identity, Set<String> enabled) {
            throw new MailException(Problem.UNAVAILABLE, "there is no store");
        }

        @Override
        public <T> T use(String user, Function<MailAccount, T> task) {
            throw new MailException(Problem.UNAVAILABLE, "there is no store");
        }

        @Override
        public List<String> users() {
            return List.of();
        }
    }

    /** Nobody is here. */
    private static final class EmptyRoom implements Sessions {
        @Override
        public Registration register(
                Session session,
                Connection connection,
                String protocol,
                Identity identity,
                Supplier<Set<String>> enabled) {
            throw new IllegalStateException("nobody can have logged in");
        }

        @Override
        public List<SessionInfo> list() {
            return List.of();
        }

        @Override
        public boolean kill(String id) {
            return false;
        }
    }

    /** An extension with one command. */
    private record Word(String name, Call call) implements ImapExtension {
        @Override
        public List<String> capabilities(ImapSession session) {
            return List.of("X-" + name);
        }

        @Override
        public List<Command> commands() {
            return List.of(new Command() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public Traits traits() {
                    return Traits.anywhere();
                }

                @Override
                public Call parse(ImapReader in) {
                    in.end();
                    return call;
                }
            });
        }
    }

    @BeforeEach
    void open() {
        session = imap.open(connection);
        connection.session(session);
        assertThat(connection.run())
                .startsWith("* OK [CAPABILITY IMAP4rev1 LITERAL+ SASL-IR STARTTLS")
                .endsWith("ready\r\n");
    }

    @Test
    void pipelinedCommandsAreAnsweredInOrder() {
        assertThat(connection.say("a NOOP\r\nb LOGIN x y\r\nc NOOP\r\nd LOGOUT\r\ne NOOP\r\n"))
                .isEqualTo("a OK NOOP completed\r\nb NO [AUTHENTICATIONFAILED] Name or password is wrong\r\n"
                        + "c OK NOOP completed\r\n* BYE See you\r\nd OK LOGOUT completed\r\n");
        assertThat(connection.closed).isTrue();
    }

    @Test
    void literalsOfLoginComeOneAfterTheOther() {
        assertThat(connection.say("a LOGIN {1}\r\n")).isEqualTo("+ Ready for 1 octets\r\n");
        assertThat(connection.say("x {1}\r\n")).isEqualTo("+ Ready for 1 octets\r\n");
        assertThat(connection.say("y\r\n")).startsWith("a NO [AUTHENTICATIONFAILED]");
        assertThat(connection.say("b LOGIN {1+}\r\nx {1+}\r\ny\r\n")).startsWith("b NO [AUTHENTICATIONFAILED]");
    }

    @Test
    void literalsTooBigAreRefused() {
        assertThat(connection.say("a LOGIN {4294967295}\r\nb NOOP\r\n"))
                .isEqualTo("a NO [TOOBIG] The literal is too big\r\nb OK NOOP completed\r\n");
        assertThat(connection.say("a LOGIN {9000+}\r\n" + "x".repeat(9000) + " y\r\nb NOOP\r\n"))
                .isEqualTo("a NO [TOOBIG] The literal is too big\r\nb OK NOOP completed\r\n");
        assertThat(connection.say("a LOGIN {4294967295+}\r\n")).startsWith("* BYE [TOOBIG]");
        assertThat(connection.closed).isTrue();
    }

    @Test
    void aLineWithoutEndIsAnsweredOnceAndDropped() {
        assertThat(connection.say("a " + "x".repeat(1_000_000))).isEqualTo("a BAD the line is too long\r\n");
        assertThat(connection.say("x\r\nb NOOP\r\n")).isEqualTo("b OK NOOP completed\r\n");
    }

    @Test
    void nonsenseIsShortLived() {
        assertThat(connection.say("(\r\nb FOO\r\nc NOOP x\r\nd BAR\r\ne NOOP\r\n"))
                .isEqualTo("* BAD expected a tag at octet 0\r\nb BAD unknown command\r\n"
                        + "c BAD expected the end of the command at octet 6\r\nd BAD unknown command\r\n"
                        + "* BYE Too many commands that are none\r\n");
        assertThat(connection.closed).isTrue();
    }

    @Test
    void aCrThatEndsALiteralIsNotTheLinesOwn() {
        assertThat(connection.say("a LOGIN {2+}\r\nx\r\n")).startsWith("a BAD");
        assertThat(connection.say("b LOGIN {2+}\r\nx\r {2+}\r\ny\r\r\n")).startsWith("b NO");
        assertThat(connection.say("c NOOP\r\n")).startsWith("c OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n", "\u0016\u0003\u0001\u0002\u0000", "EHLO me\r\n"})
    void otherProtocolsAreSentAway(String hello) {
        assertThat(connection.say(hello)).isEmpty();
        assertThat(connection.closed).isTrue();
    }

    @Test
    void tlsBeginsBehindTheOk() {
        assertThat(connection.say("a STARTTLS\r\n")).isEqualTo("a OK Begin TLS now\r\n<TLS>");
        assertThat(connection.closed).isFalse();
    }

    @Test
    void whatIsPipelinedBehindStarttlsIsNotRun() {
        assertThat(connection.say("a STARTTLS\r\nb NOOP\r\n")).isEqualTo("a OK Begin TLS now\r\n<TLS>");
        assertThat(connection.closed).isTrue();
    }

    @Test
    void anExtensionHarmsOnlyItsOwnCommand() {
        registry.arrive(
                new Word("THROW", (session, out) -> {
                    out.untagged().atom("half a row");
                    throw new IllegalStateException("broken");
                }),
                "x 1",
                0);
        registry.arrive(new Word("NOTHING", (session, out) -> null), "x 1", 0);
        registry.arrive(
                new Word("LINK", (session, out) -> {
                    throw new NoClassDefFoundError("gone");
                }),
                "x 1",
                0);
        registry.arrive(
                new Word("CRLF", (session, out) -> {
                    out.untagged().atom("a\r\n* BYE");
                    return Outcome.done("ok");
                }),
                "x 1",
                0);
        for (String word : List.of("THROW", "NOTHING", "LINK", "CRLF")) {
            assertThat(connection.say("a " + word + "\r\n"))
                    .as(word)
                    .isEqualTo("a NO [SERVERBUG] A fault of the server\r\n");
        }
        assertThat(connection.say("b NOOP\r\n")).isEqualTo("b OK NOOP completed\r\n");
    }

    @Test
    void aWordThatComesBackIsNeverMissed() {
        Word before = new Word("HELLO", (session, out) -> Outcome.done("before"));
        registry.arrive(before, "x 1", 0);
        assertThat(connection.say("a HELLO\r\n")).isEqualTo("a OK before\r\n");
        assertThat(connection.say("b CAPABILITY\r\n")).contains("X-HELLO");

        registry.depart(before, () -> Absence.Home.GONE);
        assertThat(connection.say("c HELLO\r\nd NOOP\r\n")).as("parked").isEmpty();
        registry.arrive(new Word("HELLO", (session, out) -> Outcome.done("after")), "x 2", 0);
        assertThat(connection.run()).isEqualTo("c OK after\r\nd OK NOOP completed\r\n");
    }

    @Test
    void aWordThatStaysAwayIsUnknownAfterTheHold() {
        registry.hold(java.time.Duration.ZERO);
        Word gone = new Word("HELLO", (session, out) -> Outcome.done("before"));
        registry.arrive(gone, "x 1", 0);
        registry.depart(gone, () -> Absence.Home.GONE);
        assertThat(connection.say("a HELLO\r\n")).isEqualTo("a BAD unknown command\r\n");
        assertThat(connection.say("b CAPABILITY\r\n")).doesNotContain("X-HELLO");
    }

    @Test
    void nothingRemembersAnExtensionAfterTheHold() {
        registry.hold(java.time.Duration.ofMillis(50));
        Word gone = new Word("HELLO", (session, out) -> Outcome.done("before"));
        java.lang.ref.WeakReference<Word> remembered = new java.lang.ref.WeakReference<>(gone);
        registry.arrive(gone, "x 1", 0);
        assertThat(connection.say("a HELLO\r\n")).isEqualTo("a OK before\r\n");
        registry.depart(gone, () -> Absence.Home.GONE);
        gone = null;
        assertThat(connection.say("b NOOP\r\n")).isEqualTo("b OK NOOP completed\r\n");
        org.awaitility.Awaitility.await().untilAsserted(() -> {
            connection.run();
            System.gc();
            assertThat(remembered.get()).isNull();
        });
    }

    @Test
    void ofTwoThatClashTheHigherRankedServes() {
        registry.arrive(new Word("HELLO", (session, out) -> Outcome.done("low")), "low 1", 0);
        registry.arrive(new Word("HELLO", (session, out) -> Outcome.done("high")), "high 1", 5);
        assertThat(connection.say("a HELLO\r\n")).isEqualTo("a OK high\r\n");
        assertThat(registry.plugins())
                .filteredOn(plugin -> plugin.state() == PluginState.State.SHADOWED)
                .extracting(PluginState::bundle)
                .containsExactly("low 1");
    }

    @Test
    void aQuestionUnderWaySurvivesAnExchangeOfTheProtocol() {
        registry.arrive(
                new Word(
                        "ASK",
                        (session, out) -> Outcome.ask(
                                "yes?",
                                line -> Outcome.done(new String(line, java.nio.charset.StandardCharsets.US_ASCII)))),
                "x 1",
                0);
        assertThat(connection.say("a ASK\r\n")).isEqualTo("+ yes?\r\n");
        swap();
        assertThat(connection.run()).as("asked once only").isEmpty();
        assertThat(connection.say("no\r\nb NOOP\r\n")).isEqualTo("a OK no\r\nb OK NOOP completed\r\n");
    }

    @Test
    void halfACommandSurvivesAnExchangeOfTheProtocol() {
        String command = "a LOGIN {3}\r\nfoo {5+}\r\nb{3}d {1}\r\nb NOOP\r\n".replace("b{3}d {1}", "b{3}d");
        for (int cut = 1; cut < command.length(); cut++) {
            String answers = connection.say(command.substring(0, cut));
            swap();
            answers += connection.say(command.substring(cut));
            assertThat(answers)
                    .as("cut at %d", cut)
                    .isEqualTo("+ Ready for 3 octets\r\na NO [AUTHENTICATIONFAILED] Name or password is wrong\r\n"
                            + "b OK NOOP completed\r\n");
        }
    }

    private void swap() {
        Snapshot snapshot = session.snapshot();
        session = imap.resume(connection, snapshot);
        connection.session(session);
    }

    @Test
    void rowsStopWhileTheClientDoesNotRead() {
        int[] left = {5};
        registry.arrive(
                new Word(
                        "ROWS",
                        (session, out) -> Outcome.stream(new Outcome.Stream() {
                            @Override
                            public Outcome next() {
                                out.untagged().atom("row").end();
                                connection.room = false;
                                return --left[0] == 0 ? Outcome.done("all") : null;
                            }

                            @Override
                            public String position() {
                                return Integer.toString(left[0]);
                            }
                        })),
                "x 1",
                0);
        assertThat(connection.say("a ROWS\r\nb NOOP\r\n")).isEqualTo("* row\r\n");
        for (int i = 0; i < 4; i++) {
            connection.room = true;
            session.room();
            assertThat(connection.run()).startsWith("* row\r\n");
        }
        connection.room = true;
        session.room();
        assertThat(connection.run()).isEqualTo("a OK all\r\nb OK NOOP completed\r\n");
    }

    /** RFC 9051 §6.2.3: only STARTTLS helps. */
    @Test
    void fromAfarAPasswordNeedsTls() {
        connection.from = "192.0.2.1";
        assertThat(connection.say("a CAPABILITY\r\n"))
                .contains("STARTTLS", "LOGINDISABLED")
                .doesNotContain("AUTH=PLAIN");
        assertThat(connection.say("c AUTHENTICATE PLAIN\r\n")).startsWith("c NO");
    }
}
