// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** RFC 1939 §7 (APOP), RFC 5034 and RFC 5802 over POP3, where what is said differs each time. */
class Pop3LoginTest {
    @TempDir
    Path home;

    private InProcessServer server;
    private String timestamp = "";

    @BeforeEach
    void start() {
        server = new InProcessServer(
                Stores.MEMORY.open(home), home, Map.of(), Map.of("apop", true, "greeting", "mail is here"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient connect() throws IOException {
        RawClient client = new RawClient(server.address("pop3", false));
        String greeting = client.line();
        assertThat(greeting).matches("\\+OK mail is here <[!-;=?-~]+@[A-Za-z0-9.-]+>");
        timestamp = greeting.substring(greeting.indexOf('<'));
        return client;
    }

    private static String ask(RawClient client, String command) throws IOException {
        return client.send(command + "\r\n").line();
    }

    private static String digest(String of) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(of.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theDigestOfTimestampAndPasswordLetsIn() throws Exception {
        try (RawClient client = connect()) {
            assertThat(ask(client, "APOP apop " + digest(timestamp + server.password())))
                    .isEqualTo("+OK maildrop locked and ready");
            assertThat(ask(client, "STAT")).isEqualTo("+OK 0 0");
            assertThat(ask(client, "APOP apop " + digest(timestamp + server.password())))
                    .isEqualTo("-ERR not after login");
        }
        try (RawClient client = connect()) {
            assertThat(ask(
                            client,
                            "apop apop " + digest(timestamp + server.password()).toUpperCase(Locale.ROOT)))
                    .startsWith("+OK");
        }
    }

    @Test
    void aWrongDigestIsAnsweredLikeAWrongPassword() throws Exception {
        try (RawClient client = connect()) {
            ask(client, "USER apop");
            String wrong = ask(client, "PASS wrong");
            assertThat(wrong).startsWith("-ERR [AUTH] ");
            assertThat(ask(client, "APOP apop " + digest(timestamp + "wrong"))).isEqualTo(wrong);
            assertThat(ask(client, "APOP nobody-at-all " + digest(timestamp + "wrong")))
                    .isEqualTo(wrong);
            String others = timestamp;
            try (RawClient other = connect()) {
                assertThat(ask(other, "APOP apop " + digest(others + server.password())))
                        .isEqualTo(wrong);
            }
        }
    }

    @Test
    void aSecondSessionIsToldThatTheMaildropIsInUse() throws Exception {
        try (RawClient client = connect()) {
            assertThat(ask(client, "APOP twice " + digest(timestamp + server.password())))
                    .startsWith("+OK");
            try (RawClient other = connect()) {
                assertThat(ask(other, "APOP twice " + digest(timestamp + server.password())))
                        .isEqualTo("-ERR [IN-USE] unable to lock maildrop");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " apop",
                " apop c4c9334bac560ecc979e58001b3e22f",
                " apop c4c9334bac560ecc979e58001b3e22fbb",
                " apop g4c9334bac560ecc979e58001b3e22fb",
                " c4c9334bac560ecc979e58001b3e22fb",
                "  c4c9334bac560ecc979e58001b3e22fb",
                " apop  c4c9334bac560ecc979e58001b3e22fb",
                " apop c4c9334bac560ecc979e58001b3e22fb x"
            })
    void whatIsNoNameAndNoDigestIsSaidToBeNone(String arguments) throws Exception {
        try (RawClient client = connect()) {
            assertThat(ask(client, "APOP" + arguments)).isEqualTo("-ERR a name and 32 hexadecimal digits expected");
        }
    }

    @Test
    void noTwoGreetingsAreTheSame() throws Exception {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            connect().close();
            seen.add(timestamp);
        }
        assertThat(seen).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "256"})
    void scramProvesBothSides(String bits) throws Exception {
        try (RawClient client = connect()) {
            for (String password : new String[] {"wrong", server.password()}) {
                ScramClient scram = new ScramClient(bits, "scram", password);
                String challenge = ask(client, "AUTH SCRAM-SHA-" + bits + " " + scram.first(""));
                assertThat(challenge).startsWith("+ ");
                String answer = ask(client, scram.last("", challenge.substring(2)));
                if (password.equals("wrong")) {
                    assertThat(answer).startsWith("-ERR [AUTH]");
                } else {
                    assertThat(answer).isEqualTo("+ " + scram.expected());
                    assertThat(ask(client, "")).isEqualTo("+OK maildrop locked and ready");
                }
            }
            assertThat(ask(client, "NOOP")).startsWith("+OK");
        }
    }

    @Test
    void anInitialResponseStaysWithinACommandsLineAndALaterOneNeedNot() throws Exception {
        try (RawClient client = connect()) {
            String response = Base64.getEncoder()
                    .encodeToString(("\0long\0" + "x".repeat(3000)).getBytes(StandardCharsets.UTF_8));
            assertThat(ask(client, "AUTH PLAIN " + response)).startsWith("-ERR line too long");
            assertThat(ask(client, "AUTH PLAIN")).isEqualTo("+");
            assertThat(ask(client, response)).startsWith("-ERR [AUTH]");
            assertThat(ask(client, "NOOP")).isEqualTo("-ERR log in first");
        }
    }
}
