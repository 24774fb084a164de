// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.bad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** Clients who send nonsense get BAD, NO or BYE; the mailbox stays as it was, and a bystander goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadImapTest {
    private static final String MILLION = "A".repeat(1024 * 1024);

    private Path home;
    private InProcessServer server;
    private String user;
    private RawClient bystander;

    @BeforeAll
    void start(@TempDir Path folder) {
        home = folder;
        server = new InProcessServer(Stores.MAILDIR.open(home), home);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void begin() throws IOException {
        user = server.newUser();
        bystander = RawClient.imap(server, user);
        assertThat(bystander.command("s", "SELECT INBOX")).startsWith("s OK");
    }

    @AfterEach
    void bystanderGoesOn() throws IOException {
        assertThat(bystander.command("n", "NOOP")).startsWith("n OK");
        bystander.send("m STATUS INBOX (MESSAGES)\r\n");
        String line = bystander.line();
        while (line != null && !line.startsWith("* STATUS")) {
            line = bystander.line();
        }
        assertThat(line).isEqualTo("* STATUS INBOX (MESSAGES 0)");
        bystander.close();
    }

    @Test
    void lineOfAMegabyteBeforeLogin() throws IOException {
        try (RawClient client = RawClient.imap(server)) {
            client.pour(MILLION + "\r\nb LOGOUT\r\n");
            assertThat(client.rest()).contains("BAD");
        }
    }

    @Test
    void lineOfAMegabyteAfterLogin() throws IOException {
        try (RawClient client = RawClient.imap(server, user)) {
            client.pour("a SELECT " + MILLION + "\r\nb LOGOUT\r\n");
            assertThat(client.rest()).contains("BAD").doesNotContain("a OK");
        }
    }

    @Test
    void greatestLiteralBeforeLogin() throws IOException {
        try (RawClient client = RawClient.imap(server)) {
            assertThat(client.command("a", "LOGIN {4294967295}"))
                    .startsWith("a ")
                    .doesNotStartWith("a OK");
            assertThat(client.command("b", "NOOP")).startsWith("b OK");
        }
        try (RawClient client = RawClient.imap(server)) {
            client.send("a LOGIN {4294967295+}\r\nb NOOP\r\n");
            assertThat(client.rest()).contains("* BYE").doesNotContain("b OK");
        }
    }

    @Test
    void greatestLiteralAfterLogin() throws IOException {
        try (RawClient client = RawClient.imap(server, user)) {
            assertThat(client.command("a", "APPEND INBOX {4294967295}")).startsWith("a NO [TOOBIG]");
            assertThat(client.command("b", "SELECT {4294967295}"))
                    .startsWith("b ")
                    .doesNotStartWith("b OK");
            assertThat(client.command("c", "NOOP")).startsWith("c OK");
            client.send("d APPEND INBOX {4294967295+}\r\ne NOOP\r\n");
            assertThat(client.rest()).contains("* BYE").doesNotContain("e OK");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SEARCH ",
                "FETCH 1 ",
                "LIST ",
                "STORE 1 FLAGS ",
                "APPEND INBOX ",
                "STATUS INBOX ",
                "SELECT INBOX "
            })
    void parenthesesTenThousandDeep(String command) throws IOException {
        try (RawClient client = RawClient.imap(server, user)) {
            assertThat(client.command("s", "SELECT INBOX")).startsWith("s OK");
            assertThat(client.command("a", command + "(".repeat(10_000))).startsWith("a BAD");
            assertThat(client.command("b", command + "(".repeat(10_000) + "SEEN" + ")".repeat(10_000)))
                    .startsWith("b BAD");
            assertThat(client.command("c", "NOOP")).startsWith("c OK");
        }
    }

    @Test
    void searchTenThousandDeep() throws IOException {
        try (RawClient client = RawClient.imap(server, user)) {
            assertThat(client.command("s", "SELECT INBOX")).startsWith("s OK");
            assertThat(client.command("a", "SEARCH " + "NOT ".repeat(10_000) + "SEEN"))
                    .startsWith("a BAD");
            assertThat(client.command("b", "SEARCH " + "OR SEEN ".repeat(8_000) + "SEEN"))
                    .startsWith("b BAD");
            assertThat(client.command("c", "NOOP")).startsWith("c OK");
        }
    }

    @Test
    void messagesTenThousandDeep() throws IOException {
        String deep = "Content-Type: message/rfc822\r\n\r\n".repeat(10_000) + "Subject: inside\r\n\r\nx\r\n";
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            parts.append("Content-Type: multipart/mixed; boundary=b").append(i);
            parts.append("\r\n\r\n--b").append(i).append("\r\n");
        }
        String other = server.newUser();
        try (RawClient client = RawClient.imap(server, other)) {
            for (String message : List.of(deep, parts.toString())) {
                client.send("a APPEND INBOX {" + message.length() + "+}\r\n" + message + "\r\n");
                assertThat(client.completion("a")).startsWith("a OK");
            }
            assertThat(client.command("s", "SELECT INBOX")).startsWith("s OK");
            Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
                assertThat(client.command("b", "FETCH 1:2 (ENVELOPE BODY BODYSTRUCTURE)"))
                        .startsWith("b OK");
                assertThat(client.command("c", "SEARCH TEXT inside")).startsWith("c OK");
                assertThat(client.command("d", "FETCH 1:2 BODY.PEEK[" + "1.".repeat(5_000) + "1]"))
                        .startsWith("d ");
            });
            assertThat(client.command("e", "NOOP")).startsWith("e OK");
        }
    }

    @Test
    void wildcardsThatMultiply() throws IOException {
        String other = server.newUser();
        try (RawClient client = RawClient.imap(server, other)) {
            for (int i = 0; i < 30; i++) {
                assertThat(client.command("c", "CREATE " + "a".repeat(100) + "/" + "b".repeat(100 + i)))
                        .startsWith("c OK");
            }
            Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
                for (String pattern :
                        List.of("*%*%*%*%*%*", "*a".repeat(40) + "x", "%*".repeat(500) + "x", "*%".repeat(5000))) {
                    assertThat(client.command("l", "LIST \"\" " + pattern)).startsWith("l ");
                }
            });
            assertThat(client.command("n", "NOOP")).startsWith("n OK");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../x",
                "/etc/passwd",
                "a/../../x",
                "..",
                ".",
                "a//b",
                "\"a\\\"/../b\"",
                "cur/../../x",
                "~root",
                "&AC8-etc",
                "\"&AC4ALgAv-x\"",
                "&AAA-",
                "&AA",
                "x&",
                "\"line\"x"
            })
    void namesThatAreNoNames(String name) throws IOException {
        List<Path> before = outside();
        try (RawClient client = RawClient.imap(server, user)) {
            for (String command :
                    List.of("SELECT", "EXAMINE", "DELETE", "STATUS", "SUBSCRIBE", "RENAME INBOX", "CREATE")) {
                String rest = command.equals("STATUS") ? " (MESSAGES)" : "";
                assertThat(client.command("a", command + " " + name + rest)).matches("a (OK|NO|BAD) .*");
            }
            assertThat(client.command("b", "APPEND " + name + " {3+}\r\nabc")).matches("b (OK|NO|BAD) .*");
            assertThat(client.command("c", "NOOP")).startsWith("c OK");
        }
        assertThat(outside()).as("files outside the users' Maildirs").isEqualTo(before);
    }

    /** What lies beside the users' mail. */
    private List<Path> outside() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> !file.startsWith(home.resolve("mail").resolve(user)))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void nulIsNoCharacter() throws IOException {
        try (RawClient client = RawClient.imap(server, user)) {
            assertThat(client.command("a", "SELECT IN\0BOX")).startsWith("a BAD");
            assertThat(client.command("b", "CREATE \"x\0y\"")).startsWith("b BAD");
            client.send("c CREATE {3+}\r\nx\0y\r\n");
            assertThat(client.completion("c")).startsWith("c BAD");
            client.send("d APPEND INBOX {3+}\r\nx\0y\r\n");
            assertThat(client.completion("d")).startsWith("d BAD");
            assertThat(client.command("e", "NOOP")).startsWith("e OK");
        }
    }

    @Test
    void tenThousandCommandsAtOnce() throws Exception {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            all.append('a').append(i).append(i % 100 == 7 ? " NONSENSE\r\n" : " NOOP\r\n");
        }
        try (RawClient client = RawClient.imap(server, user)) {
            Thread writer = new Thread(() -> client.pour(all.toString()), "ten-thousand");
            writer.start();
            for (int i = 0; i < 10_000; i++) {
                assertThat(client.line()).startsWith("a" + i + (i % 100 == 7 ? " BAD" : " OK"));
            }
            writer.join();
        }
    }

    @Test
    void otherProtocolsAreNotTalkedTo() throws IOException {
        for (String hello : List.of(
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "\u0016\u0003\u0001\u0002\u0000\u0001", "EHLO x\r\n".repeat(5))) {
            try (RawClient client = RawClient.imap(server)) {
                client.pour(hello);
                assertThat(client.rest()).doesNotContain(" OK ");
            }
        }
    }

    @Test
    void octetsOfNoMeaning() throws IOException {
        java.util.Random random = new java.util.Random(9051);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[2000];
            random.nextBytes(noise);
            try (RawClient client = i % 2 == 0 ? RawClient.imap(server) : RawClient.imap(server, user)) {
                client.pour(new String(noise, java.nio.charset.StandardCharsets.ISO_8859_1) + "\r\nz LOGOUT\r\n");
            }
        }
    }
}
