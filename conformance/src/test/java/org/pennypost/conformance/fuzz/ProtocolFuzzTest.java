// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;
import org.pennypost.testkit.fuzz.Fuzz;
import org.slf4j.LoggerFactory;

/**
 * Clients whose lines are mutations of the scripts' lines: whatever they say, the server owns up to no fault, answers
 * sensible commands afterwards, and a bystander goes on.
 */
class ProtocolFuzzTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(250);
    private static final String MESSAGE =
            "From: a@example.org\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                    + "--b\r\n\r\nbody\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nz\r\n--b--\r\n";

    @TempDir
    private Path home;

    private final ListAppender<ILoggingEvent> faults = new ListAppender<>();
    private InProcessServer server;
    private @Nullable Talker talker;
    private int number;

    @BeforeEach
    void start() {
        server = new InProcessServer(Stores.MAILDIR.open(home), home);
        faults.start();
        log().addAppender(faults);
    }

    private static Logger log() {
        return (Logger) LoggerFactory.getLogger("org.pennypost");
    }

    @AfterEach
    void stop() throws IOException {
        if (talker != null) {
            talker.close();
        }
        server.close();
        log().detachAppender(faults);
    }

    @Test
    void imapBeforeLogin() throws Exception {
        fuzz("imap", () -> imap(null));
    }

    @Test
    void imapWithAMailbox() throws Exception {
        String user = server.newUser();
        try (RawClient client = RawClient.imap(server, user)) {
            for (int i = 0; i < 5; i++) {
                client.send("a APPEND INBOX (\\Seen k" + i + ") {" + MESSAGE.length() + "+}\r\n" + MESSAGE + "\r\n");
                assertThat(client.completion("a")).startsWith("a OK");
            }
        }
        fuzz("imap", () -> imap(user));
    }

    @Test
    void pop3BeforeLogin() throws Exception {
        fuzz("pop3", () -> pop3(null));
    }

    @Test
    void pop3WithMail() throws Exception {
        String user = server.newUser();
        try (RawClient client = RawClient.imap(server, user)) {
            client.send("a APPEND INBOX {" + MESSAGE.length() + "+}\r\n" + MESSAGE + "\r\n");
            assertThat(client.completion("a")).startsWith("a OK");
        }
        fuzz("pop3", () -> pop3(user));
    }

    private void fuzz(String protocol, Supplier<Talker> opener) throws Exception {
        List<byte[]> lines = ScriptLines.of(protocol);
        String probe = protocol.equals("imap") ? "NOOP" : "NONE";
        try (RawClient bystander = RawClient.imap(server, server.newUser())) {
            long tried = Fuzz.of(protocol)
                    .corpus(lines)
                    .words(Stream.concat(
                            ScriptLines.words(lines), Stream.of("{5}\r\n", "{5+}\r\n", "~{3}\r\n", "\r\n", "\n")))
                    .most(100 * 1024)
                    .run(input -> {
                        sayIt(input, probe, opener);
                        assertThat(bystander.command("n", "NOOP")).startsWith("n OK");
                    });
            assertThat(tried).isGreaterThan(20);
        }
    }

    /**
     * Says it and asks for a sign of life behind it. None comes while the server waits for the rest of a literal: then the
     * connection is given up.
     */
    private void sayIt(byte[] input, String probe, Supplier<Talker> opener) throws Exception {
        Talker client = talker == null || talker.ended() ? opener.get() : talker;
        talker = client;
        String tag = "probe" + ++number;
        client.say(input);
        String ask = probe.equals("NOOP") ? "\r\n" + tag + " NOOP\r\n" : "\r\nCAPA\r\n";
        String sign = probe.equals("NOOP") ? "\r\n" + tag + " " : "\r\n.\r\n";
        boolean alive = false;
        for (int i = 0; i < 4 && !alive && client.say(ask.getBytes(ISO_8859_1)); i++) {
            alive = client.hears(sign, SHORT);
        }
        assertThat(client.heard()).doesNotContain("SERVERBUG", "internal error");
        assertThat(List.copyOf(faults.list)).extracting(ILoggingEvent::getLevel).doesNotContain(Level.ERROR);
        if (!alive || client.ended()) {
            client.close();
            talker = null;
        }
    }

    private Talker imap(@Nullable String user) {
        String login =
                user == null ? "" : "login LOGIN " + user + " " + server.password() + "\r\nselect SELECT INBOX\r\n";
        return open("imap", login, user == null ? "* OK" : "select OK");
    }

    private Talker pop3(@Nullable String user) {
        String login = user == null ? "" : "USER " + user + "\r\nPASS " + server.password() + "\r\n";
        return open("pop3", login, user == null ? "+OK" : "maildrop");
    }

    private Talker open(String protocol, String login, String sign) {
        try {
            Talker client = new Talker(server.address(protocol, false));
            client.say(login.getBytes(ISO_8859_1));
            assertThat(client.hears(sign, LONG)).as(sign).isTrue();
            client.heard();
            return client;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
