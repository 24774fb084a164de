// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pennypost.api.mail.Problem;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.memory.MemoryStore;
import org.pennypost.testkit.store.FailingMailStore;

/** RFC 1939 §3 and §6: messages go at QUIT and at no other time, and QUIT says when they did not. */
class UpdateTest {
    @TempDir
    private Path home;

    private final FailingMailStore store = new FailingMailStore(new MemoryStore());
    private InProcessServer server;
    private String user;

    private void start(Map<String, Object> settings) throws IOException {
        server = new InProcessServer(store, home, Map.of(), settings);
        user = server.newUser();
        try (RawClient client = RawClient.imap(server, user)) {
            for (int i = 0; i < 2; i++) {
                client.send("f APPEND INBOX {12+}\r\nSubject: x\r\n\r\n");
                assertThat(client.completion("f")).startsWith("f OK");
            }
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient marking() throws IOException {
        RawClient client = new RawClient(server.address("pop3", false));
        client.send("USER " + user + "\r\nPASS " + server.password() + "\r\nDELE 1\r\n");
        for (int i = 0; i < 4; i++) {
            assertThat(client.line()).startsWith("+OK");
        }
        return client;
    }

    private void bothAreThere() throws IOException {
        try (RawClient client = RawClient.imap(server, user)) {
            client.send("s STATUS INBOX (MESSAGES)\r\n");
            assertThat(client.line()).isEqualTo("* STATUS INBOX (MESSAGES 2)");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Problem.class,
            names = {"UNAVAILABLE", "NO_PERMISSION", "INTERNAL", "CORRUPT"})
    void quitSaysThatMessagesCouldNotBeRemoved(Problem problem) throws IOException {
        start(Map.of());
        try (RawClient client = marking()) {
            store.fail("Mailbox.expunge", problem);
            client.send("QUIT\r\n");
            assertThat(client.line()).isEqualTo("-ERR [SYS/TEMP] some deleted messages not removed");
            assertThat(client.line()).as("and the session ends all the same").isNull();
        } finally {
            store.heal();
        }
        bothAreThere();
        try (RawClient client = marking()) {
            client.send("QUIT\r\n");
            assertThat(client.line()).startsWith("+OK");
        }
    }

    @Test
    void whoSaysNothingForTooLongDeletesNothing() throws IOException {
        // as shipped at least 600 seconds; nobody waits for them here
        start(Map.of("idle$_$timeout", 1));
        try (RawClient client = marking()) {
            assertThat(client.line()).as("the connection ends without a word").isNull();
        }
        bothAreThere();
    }

    @Test
    void whoGoesAwayDeletesNothing() throws IOException {
        start(Map.of());
        marking().close();
        try (RawClient client = new RawClient(server.address("pop3", false))) {
            client.line();
            String answer = "";
            for (long end = System.nanoTime() + 30_000_000_000L;
                    System.nanoTime() < end && !answer.startsWith("+OK"); ) {
                client.send("USER " + user + "\r\nPASS " + server.password() + "\r\n");
                client.line();
                answer = client.line();
            }
            assertThat(answer).isEqualTo("+OK maildrop locked and ready");
        }
        bothAreThere();
    }

    @Test
    void aServerThatStopsDeletesNothing() throws IOException {
        start(Map.of());
        try (RawClient client = marking()) {
            server.close();
            assertThat(client.rest()).doesNotContain("+OK");
        }
        server = new InProcessServer(store, home, Map.of(), Map.of());
        bothAreThere();
    }
}
