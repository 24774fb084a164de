// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** RFC 2449 §6.6: a whole session in one write, whatever its commands wait for; STLS ends such a write. */
class PipeliningTest {
    @TempDir
    private Path home;

    private InProcessServer server;

    private void start(Stores store) throws IOException {
        server = new InProcessServer(store.open(home), home, Map.of(), Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String filled(String... messages) throws IOException {
        String user = server.newUser();
        try (RawClient client = RawClient.imap(server, user)) {
            for (String message : messages) {
                client.send("f APPEND INBOX {" + message.length() + "+}\r\n" + message + "\r\n");
                assertThat(client.completion("f")).startsWith("f OK");
            }
        }
        return user;
    }

    private static List<String> rest(RawClient client) throws IOException {
        return new ArrayList<>(Arrays.asList(client.rest().split("\n")));
    }

    @ParameterizedTest
    @EnumSource
    void aSessionInOneWrite(Stores store) throws IOException {
        start(store);
        String big = "Subject: big\r\n\r\n" + ".0123456789\r\n".repeat(100_000);
        String user = filled("Subject: one\r\n\r\n.\r\n", big, "Subject: three\r\n\r\n");
        String login = Base64.getEncoder()
                .encodeToString(("\0" + user + "\0" + server.password()).getBytes(StandardCharsets.UTF_8));
        try (RawClient client = new RawClient(server.address("pop3", false))) {
            client.send("CAPA\r\nUSER " + user + "\r\nPASS wrong\r\nAUTH PLAIN\r\n" + login + "\r\nSTAT\r\n"
                    + "RETR 2\r\nRETR 1\r\nFROB\r\nDELE 1\r\nTOP 3 0\r\nRETR 1\r\nRETR 2\r\nUIDL 3\r\nDELE 3\r\nLIST\r\nQUIT\r\n"
                    + "NOOP\r\n");
            List<String> heard = rest(client);
            assertThat(heard.remove(0)).startsWith("+OK POP3");
            List<String> capabilities = heard.subList(0, heard.indexOf("."));
            assertThat(capabilities).contains("PIPELINING");
            capabilities.clear();
            List<String> large = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int at = heard.indexOf("+OK " + big.length() + " octets");
                List<String> rows =
                        heard.subList(at + 1, heard.subList(at, heard.size()).indexOf(".") + at);
                large.addAll(rows);
                rows.clear();
                heard.set(at, "big");
            }
            assertThat(large)
                    .hasSize(2 * 100_002)
                    .filteredOn(line -> line.equals("..0123456789"))
                    .hasSize(200_000);
            assertThat(heard)
                    .extracting(line -> line.replaceFirst(" [0-9a-f]{16}$", " id"))
                    .containsExactlyElementsOf(answers(big.length()));
        }
        try (RawClient client = new RawClient(server.address("pop3", false))) {
            client.send("USER " + user + "\r\nPASS " + server.password() + "\r\nSTAT\r\nQUIT\r\n");
            assertThat(rest(client)).contains("+OK 1 " + big.length());
        }
    }

    private static List<String> answers(int big) {
        return List.of(
                ".",
                "+OK name is accepted",
                "-ERR [AUTH] name or password is wrong",
                "+",
                "+OK maildrop locked and ready",
                "+OK 3 " + (big + 19 + 18),
                "big",
                ".",
                "+OK 19 octets",
                "Subject: one",
                "",
                "..",
                ".",
                "-ERR unknown command",
                "+OK message deleted",
                "+OK top of message follows",
                "Subject: three",
                "",
                ".",
                "-ERR no such message",
                "big",
                ".",
                "+OK 3 id",
                "+OK message deleted",
                "+OK list follows",
                "2 " + big,
                ".",
                "+OK goodbye");
    }

    @ParameterizedTest
    @EnumSource(names = "MEMORY")
    void stlsIsTheEndOfAWrite(Stores store) throws IOException {
        start(store);
        try (RawClient client = new RawClient(server.address("pop3", false))) {
            client.send("USER u1\r\nNOOP\r\nSTLS\r\n");
            assertThat(client.line()).startsWith("+OK POP3");
            assertThat(client.line()).startsWith("+OK name");
            assertThat(client.line()).startsWith("-ERR");
            assertThat(client.line()).startsWith("+OK begin TLS");
            client.startTls();
            client.send("PASS secret\r\nCAPA\r\nUSER u1\r\nPASS secret\r\nQUIT\r\n");
            assertThat(client.line()).as("what was said in clear is forgotten").isEqualTo("-ERR USER expected first");
            assertThat(client.rest()).contains("SASL").doesNotContain("STLS").contains("+OK maildrop locked and ready");
        }
    }
}
