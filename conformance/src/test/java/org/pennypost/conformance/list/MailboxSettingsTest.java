// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** The settings of conf/imap.cfg that are about mailboxes, ID and IDLE, at their limits and above them. */
class MailboxSettingsTest {
    @TempDir
    private Path home;

    private InProcessServer server;

    private RawClient client(Map<String, Object> settings) throws IOException {
        server = new InProcessServer(Stores.MEMORY.open(home), home, settings);
        return again();
    }

    private RawClient again() throws IOException {
        RawClient client = RawClient.imap(server);
        assertThat(client.command("l", "LOGIN somebody " + server.password())).startsWith("l OK");
        return client;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void countsMailboxesOfAllSessions() throws IOException {
        try (RawClient client = client(Map.of("mailboxes", 10));
                RawClient other = again()) {
            for (int i = 1; i < 10; i++) {
                assertThat((i % 2 == 0 ? client : other).command("a", "CREATE box" + i))
                        .startsWith("a OK");
            }
            assertThat(client.command("b", "CREATE eleventh")).startsWith("b NO [LIMIT]");
            assertThat(client.command("c", "RENAME INBOX eleventh")).startsWith("c NO [LIMIT]");
            assertThat(client.command("d", "RENAME box1 other")).startsWith("d OK");
            assertThat(client.command("e", "DELETE other")).startsWith("e OK");
            assertThat(client.command("f", "CREATE tenth")).startsWith("f OK");
            assertThat(client.command("g", "CREATE eleventh")).startsWith("g NO [LIMIT]");
        }
    }

    @Test
    void countsNamesThatAreOnlySubscribed() throws IOException {
        try (RawClient client = client(Map.of("mailboxes", 10))) {
            for (int i = 1; i <= 10; i++) {
                assertThat(client.command("a", "SUBSCRIBE missing" + i)).startsWith("a OK");
            }
            assertThat(client.command("b", "SUBSCRIBE missing11")).startsWith("b NO [LIMIT]");
            assertThat(client.command("c", "SUBSCRIBE missing1")).startsWith("c OK");
            assertThat(client.command("d", "SUBSCRIBE INBOX")).startsWith("d OK");
        }
    }

    @Test
    void boundsDepthAndLength() throws IOException {
        try (RawClient client = client(Map.of("mailbox$_$depth", 2, "mailbox$_$name", 32))) {
            assertThat(client.command("a", "CREATE a/b")).startsWith("a OK");
            assertThat(client.command("b", "CREATE a/b/c")).startsWith("b NO [LIMIT]");
            assertThat(client.command("c", "RENAME a b/c")).startsWith("c NO [LIMIT]");
            assertThat(client.command("d", "CREATE " + "x".repeat(32))).startsWith("d OK");
            assertThat(client.command("e", "CREATE " + "x".repeat(33))).startsWith("e NO [LIMIT]");
            assertThat(client.command("f", "CREATE " + "&AOQ-".repeat(1) + "x".repeat(30)))
                    .startsWith("f OK");
            assertThat(client.command("g", "CREATE " + "&AOQ-".repeat(1) + "x".repeat(31)))
                    .startsWith("g NO [LIMIT]");
        }
    }

    @Test
    void saysNothingOfItselfIfTheOperatorWantsItSo() throws IOException {
        try (RawClient client = client(Map.of("id", ""))) {
            client.send("a ID NIL\r\n");
            assertThat(client.line()).isEqualTo("* ID NIL");
            assertThat(client.completion("a")).startsWith("a OK");
        }
    }

    @Test
    void saysOfItselfWhatTheOperatorSays() throws IOException {
        try (RawClient client = client(Map.of("id", "name=Our mail, support-url=mailto:help@example.org,wrong, =x"))) {
            client.send("a ID NIL\r\n");
            assertThat(client.line())
                    .isEqualTo("* ID (\"name\" \"Our mail\" \"support-url\" \"mailto:help@example.org\")");
        }
    }

    @Test
    void saysInIdleThatItIsThere() throws IOException {
        try (RawClient client = client(Map.of("idle$_$notify", 1))) {
            long begun = System.nanoTime();
            client.send("a IDLE\r\n");
            assertThat(client.line()).startsWith("+");
            assertThat(client.line()).isEqualTo("* OK Still here");
            assertThat(client.line()).isEqualTo("* OK Still here");
            assertThat(System.nanoTime() - begun)
                    .isGreaterThan(Duration.ofMillis(1_900).toNanos());
            client.send("DONE\r\n");
            assertThat(client.completion("a")).startsWith("a OK");
        }
    }
}
