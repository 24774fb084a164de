// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.Wire;

/** The shell's commands in the running distribution. */
class ShellIT {
    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = ServerProcess.create();
        server.addUser("anna", "secret");
        server.addUser("berta", "secret");
        server.again();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void sessionsAreListedAndEnded() throws IOException {
        try (ImapClient client = new ImapClient(Wire.plain(server.imap())).login("anna", "secret")) {
            client.ok("SELECT INBOX");
            assertThat(server.sh("mail:sessions"))
                    .contains("anna")
                    .contains("imap")
                    .contains("INBOX");
            String json = server.sh("mail:sessions --json");
            assertThat(json).contains("\"user\": \"anna\"", "\"protocol\": \"imap\"");
            String id = json.replaceFirst("(?s).*\"id\": \"([^\"]*)\".*", "$1");
            server.sh("mail:sessions kill " + id);
            assertThat(client.wire().untilClosed()).startsWith("* BYE");
        }
        assertThat(server.sh("mail:sessions --json").strip()).isEqualTo("[]");
    }

    @Test
    void usersAreListed() {
        assertThat(server.sh("mail:users")).contains("anna", "berta");
        assertThat(server.sh("mail:users --json")).contains("{\"user\": \"anna\"}", "{\"user\": \"berta\"}");
    }

    @Test
    void mailboxesAreListedWithTheirNumbers() throws IOException {
        Files.createDirectories(server.maildir("berta").resolve("tmp"));
        Files.createDirectories(server.maildir("berta").resolve("cur"));
        Files.writeString(
                Files.createDirectories(server.maildir("berta").resolve("new")).resolve("1.b"),
                "Subject: one\n\nbody\n");
        assertThat(server.sh("mail:mailboxes berta")).contains("INBOX");
        assertThat(server.sh("mail:mailboxes --json berta"))
                .contains("\"mailbox\": \"INBOX\", \"messages\": 1, \"unseen\": 1, \"octets\": 22");
        assertThatThrownBy(() -> server.sh("mail:mailboxes nobody")).isInstanceOf(AssertionError.class);
    }

    @Test
    void listenersAreListed() {
        assertThat(server.sh("mail:listeners")).contains("127.0.0.1:" + server.imap());
        assertThat(server.sh("mail:listeners --json"))
                .contains("\"listener\": \"imaps\"", "\"tls\": \"implicit\"", "\"problem\": \"\"");
    }

    @Test
    void commandsOfFelixTakeABundleByNumberAndName() {
        assertThat(server.sh("headers 0")).contains("System Bundle");
        assertThat(server.sh("headers org.pennypost.admin")).contains("Bundle-SymbolicName = org.pennypost.admin");
    }

    @Test
    void pluginsAreListed() {
        assertThat(server.sh("mail:plugins")).contains("maildir", "ACTIVE");
        assertThat(server.sh("mail:plugins --json")).contains("\"kind\": \"store\"", "\"state\": \"ACTIVE\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessions", "users", "mailboxes", "listeners", "plugins"})
    void eachHasHelp(String command) {
        assertThat(server.sh("help mail:" + command)).contains(command, "--json");
    }

    @Test
    void anExtensionServesWhenEnableReturns() {
        String home = server.home().toString();
        assertThat(server.sh("mail:plugins")).contains("IMAP4rev1", "IDLE").doesNotContain("X-COMMUNIGATE");
        ServerProcess.Ended enabled = ServerProcess.run("", "extension", "enable", "ext-communigate", "--home", home);
        assertThat(enabled.code()).as(enabled.err()).isZero();
        assertThat(server.sh("mail:plugins")).containsPattern("X-COMMUNIGATE\\s+imap-extension\\s+ACTIVE");
        ServerProcess.Ended disabled = ServerProcess.run("", "extension", "disable", "ext-communigate", "--home", home);
        assertThat(disabled.code()).as(disabled.err()).isZero();
        assertThat(server.sh("mail:plugins")).doesNotContainPattern("X-COMMUNIGATE\\s+imap-extension\\s+ACTIVE");
    }
}
