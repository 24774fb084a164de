// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** An extension that misbehaves harms only its own command (engine rule 13). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RogueExtensionTest {
    private InProcessServer server;
    private String user;

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        server = new InProcessServer(Stores.MEMORY.open(home), home).with(new Rogue());
        user = server.newUser();
        try (RawClient client = RawClient.imap(server, user)) {
            assertThat(client.command("a", "APPEND INBOX {6+}\r\na: b\r\n")).startsWith("a OK");
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static Stream<String> commands() {
        return Stream.concat(
                new Rogue().commands().stream().map(command -> command.name()),
                Stream.of(
                        "FETCH 1 (UID X-ITEM)",
                        "STATUS INBOX (MESSAGES X-STATUS)",
                        "SEARCH X-KEY",
                        "ENABLE X-FEATURE"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void harmsOnlyItsOwnCommand(String command) throws IOException {
        try (RawClient client = RawClient.imap(server, user)) {
            assertThat(client.command("s", "SELECT INBOX")).startsWith("s OK");
            client.send("t " + command + "\r\nu NOOP\r\nv FETCH 1 UID\r\n");
            String said = "";
            for (String line = client.line(); line != null && !line.startsWith("u "); line = client.line()) {
                said += line + "\n";
            }
            assertThat(said.lines().filter(line -> line.startsWith("t ")))
                    .as(said)
                    .hasSize(1)
                    .allMatch(line -> !line.equals("t OK injected"));
            assertThat(said.lines().filter(line -> line.startsWith("t ") || line.startsWith("* ")))
                    .as("rows are whole: " + said)
                    .hasSameSizeAs(said.lines().toList());
            assertThat(said).doesNotContain("HALF").doesNotContain("X-ITEM");
            assertThat(client.line()).isEqualTo("* 1 FETCH (UID 1)");
            assertThat(client.line()).startsWith("v OK");
        }
    }

    @Test
    void changesAreToldAsWithoutIt() throws IOException {
        String other = server.newUser();
        try (RawClient client = RawClient.imap(server, other);
                RawClient second = RawClient.imap(server, other)) {
            for (int i = 0; i < 2; i++) {
                assertThat(client.command("a", "APPEND INBOX {6+}\r\na: b\r\n")).startsWith("a OK");
            }
            assertThat(client.command("s", "SELECT INBOX")).startsWith("s OK");
            assertThat(second.command("s", "SELECT INBOX")).startsWith("s OK");
            client.send("t STORE 1 +FLAGS (\\Deleted)\r\n");
            assertThat(client.line()).isEqualTo("* 1 FETCH (FLAGS (\\Deleted \\Recent))");
            assertThat(client.completion("t")).startsWith("t OK");
            assertThat(client.command("e", "EXPUNGE")).startsWith("e OK");
            second.send("n NOOP\r\n");
            assertThat(second.line()).isEqualTo("* 1 EXPUNGE");
            assertThat(second.completion("n")).startsWith("n OK");
        }
    }

    @Test
    void capabilitiesOfTheOthersAreThere() throws IOException {
        try (RawClient client = RawClient.imap(server, user)) {
            client.send("c CAPABILITY\r\n");
            assertThat(client.line()).contains("IMAP4rev1", "IDLE").doesNotContain("ROGUE");
            assertThat(client.line()).startsWith("c OK");
        }
    }
}
