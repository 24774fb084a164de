// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** Sessions that stand at each point of a login when POP3 is exchanged for another version. */
class ExchangeTest {
    private static final Map<String, Object> SETTINGS = Map.of("apop", true);

    @TempDir
    private Path home;

    private InProcessServer server;
    private RawClient client;
    private String timestamp;

    @BeforeEach
    void start() throws IOException {
        server = new InProcessServer(Stores.MAILDIR.open(home), home, Map.of(), SETTINGS);
        client = new RawClient(server.address("pop3", false));
        String greeting = client.line();
        assertThat(greeting).startsWith("+OK ");
        timestamp = greeting.substring(greeting.indexOf('<'));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private String ask(String command) throws IOException {
        return client.send(command + "\r\n").line();
    }

    private void exchange() {
        server.exchangePop3(SETTINGS);
    }

    @Test
    void betweenUserAndPass() throws IOException {
        assertThat(ask("USER u1")).startsWith("+OK");
        exchange();
        assertThat(ask("PASS secret")).isEqualTo("+OK maildrop locked and ready");
    }

    @Test
    void mistakesAreNotForgotten() throws IOException {
        assertThat(ask("FROB")).startsWith("-ERR");
        exchange();
        assertThat(ask("FROB")).startsWith("-ERR");
        exchange();
        assertThat(ask("FROB")).startsWith("-ERR");
        assertThat(client.line()).isNull();
    }

    @Test
    void theTimestampOfTheGreetingStaysGood() throws Exception {
        exchange();
        byte[] digest = MessageDigest.getInstance("MD5")
                .digest((timestamp + server.password()).getBytes(StandardCharsets.US_ASCII));
        assertThat(ask("APOP u1 " + HexFormat.of().formatHex(digest))).isEqualTo("+OK maildrop locked and ready");
    }

    @Test
    void aFirstResponseThatWasAskedForIsTaken() throws IOException {
        assertThat(ask("AUTH PLAIN")).isEqualTo("+");
        exchange();
        exchange();
        assertThat(ask("AHUxAHNlY3JldA==")).isEqualTo("+OK maildrop locked and ready");
        exchange();
        assertThat(ask("STAT")).isEqualTo("+OK 0 0");
    }

    @Test
    void anExchangeOfSeveralTurnsIsToBeTriedAgain() throws IOException {
        // n,,n=u1,r=abc
        assertThat(ask("AUTH SCRAM-SHA-256 biwsbj11MSxyPWFiYw==")).startsWith("+ ");
        exchange();
        assertThat(ask("Yz1iaXdzLHI9YWJjLHA9QUFBQQ==")).startsWith("-ERR [SYS/TEMP] ");
        assertThat(ask("AUTH PLAIN AHUxAHNlY3JldA==")).isEqualTo("+OK maildrop locked and ready");
    }

    @Test
    void listMarksAndLockStay() throws IOException {
        try (RawClient imap = RawClient.imap(server, "u1")) {
            for (int i = 0; i < 3; i++) {
                imap.send("f APPEND INBOX {20+}\r\nSubject: x\r\n\r\nhello\n\r\n");
                assertThat(imap.completion("f")).startsWith("f OK");
            }
        }
        ask("USER u1");
        assertThat(ask("PASS secret")).startsWith("+OK");
        String id = ask("UIDL 3");
        assertThat(ask("DELE 2")).startsWith("+OK");
        exchange();
        assertThat(ask("STAT")).isEqualTo("+OK 2 42");
        assertThat(ask("RETR 2")).isEqualTo("-ERR no such message");
        assertThat(ask("UIDL 3")).isEqualTo(id);
        try (RawClient other = new RawClient(server.address("pop3", false))) {
            other.line();
            other.send("USER u1\r\nPASS secret\r\n");
            assertThat(other.line()).startsWith("+OK");
            assertThat(other.line()).isEqualTo("-ERR [IN-USE] unable to lock maildrop");
        }
        assertThat(ask("QUIT")).startsWith("+OK");
    }
}
