// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** What SEARCH RETURN (SAVE) saved is still {@code $} when another version of imap has taken the session over. */
class SavedResultExchangeTest {
    private static final int PAIRS = 300;

    private InProcessServer server;
    private RawClient client;

    @BeforeEach
    void start(@TempDir Path home) throws IOException {
        server = new InProcessServer(Stores.MEMORY.open(home), home);
        client = RawClient.imap(server, server.newUser());
        for (int i = 0; i < 7; i++) {
            assertThat(client.command("a", "APPEND INBOX {14+}\r\nSubject: y\r\n\r\n"))
                    .startsWith("a OK");
        }
        assertThat(client.command("s", "SELECT INBOX")).startsWith("s OK");
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private void saved(String numbers) throws IOException {
        client.send("q SEARCH $\r\n");
        assertThat(client.line()).isEqualTo("* SEARCH" + numbers);
        assertThat(client.completion("q")).startsWith("q OK");
    }

    @Test
    void staysBetweenCommands() throws IOException {
        assertThat(client.command("b", "SEARCH RETURN (SAVE) 2,4:5")).startsWith("b OK");
        server.exchangeImap();
        saved(" 2 4 5");
        assertThat(client.command("c", "STORE 4 +FLAGS.SILENT (\\Deleted)")).startsWith("c OK");
        assertThat(client.command("d", "EXPUNGE")).startsWith("d OK");
        server.exchangeImap();
        saved(" 2 4");
    }

    @Test
    void isWhatItWasForACommandHalfWayThrough() throws IOException {
        assertThat(client.command("b", "SEARCH RETURN (SAVE) 2,4:5")).startsWith("b OK");
        client.send("c SEARCH RETURN (SAVE) $ NOT 4 SUBJECT {1}\r\n");
        assertThat(client.line()).startsWith("+ ");
        server.exchangeImap();
        client.send("y\r\n");
        assertThat(client.completion("c")).startsWith("c OK");
        saved(" 2 5");
    }

    @Test
    void followsPipelinedCommandsInTheirOrder() throws Exception {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < PAIRS; i++) {
            all.append("s SEARCH RETURN (SAVE) " + (1 + i % 7) + " SUBJECT y\r\n");
            all.append("t SEARCH $\r\n");
        }
        Thread writer = new Thread(() -> client.pour(all.toString()), "pairs");
        writer.start();
        for (int i = 0; i < PAIRS; i++) {
            if (i % 50 == 10) {
                server.exchangeImap();
            }
            assertThat(client.line()).startsWith("s OK");
            assertThat(client.line()).isEqualTo("* SEARCH " + (1 + i % 7));
            assertThat(client.line()).startsWith("t OK");
        }
        writer.join();
    }
}
