// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** What the settings of logging in do on the wire. */
class LoginSettingsTest {
    @TempDir
    Path home;

    private InProcessServer server;

    @BeforeEach
    void start() {
        server = new InProcessServer(
                Stores.MEMORY.open(home),
                home,
                Map.of(),
                Map.of(),
                Map.of(
                        "user$_$sessions", 2,
                        "charsets", "KOI8-R",
                        "mechanisms", "CRAM-MD5, PLAIN"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String pop3Login(RawClient client, String user) throws Exception {
        client.line();
        client.send("USER " + user + "\r\n").line();
        return client.send("PASS " + server.password() + "\r\n").line();
    }

    @Test
    void sessionsOfAUserAreCountedOverBothProtocols() throws Exception {
        RawClient first = RawClient.imap(server, "lena");
        try (RawClient second = new RawClient(server.address("pop3", false));
                RawClient third = RawClient.imap(server);
                RawClient fourth = new RawClient(server.address("pop3", false));
                RawClient other = RawClient.imap(server, "max")) {
            assertThat(pop3Login(second, "lena")).startsWith("+OK");
            assertThat(third.command("a", "LOGIN lena " + server.password())).startsWith("a NO [LIMIT]");
            assertThat(pop3Login(fourth, "lena")).startsWith("-ERR [SYS/TEMP]");
            assertThat(other.command("b", "NOOP")).startsWith("b OK");
            first.close();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(third.command("c", "LOGIN lena " + server.password()))
                            .startsWith("c OK"));
        }
    }

    @Test
    void aNameIsTriedInTheCharsetsOfTheSettings() throws Exception {
        String name = new String(
                "Почта-для-всех-и-каждого-из-нас".getBytes(Charset.forName("KOI8-R")), StandardCharsets.ISO_8859_1);
        try (RawClient client = RawClient.imap(server)) {
            assertThat(name).hasSize(31);
            client.send("a LOGIN {31+}\r\n" + name + " " + server.password() + "\r\n");
            assertThat(client.line()).startsWith("a OK");
        }
        try (RawClient client = RawClient.imap(server)) {
            assertThat(client.command("a", "LOGIN \"" + name + "\" wrong")).startsWith("a NO [AUTHENTICATIONFAILED]");
        }
    }

    @Test
    void cramMd5IsThereWhenItIsNamed() throws Exception {
        try (RawClient client = RawClient.imap(server)) {
            String capabilities = client.send("c CAPABILITY\r\n").line();
            assertThat(capabilities).contains("AUTH=CRAM-MD5", "AUTH=PLAIN").doesNotContain("SCRAM", "AUTH=LOGIN");
            client.line();
            client.send("a AUTHENTICATE CRAM-MD5\r\n");
            String challenge = ScramClient.plain(client.line().substring(2).strip());
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(server.password().getBytes(StandardCharsets.US_ASCII), "HmacMD5"));
            String digest = HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(StandardCharsets.US_ASCII)));
            client.send(ScramClient.base64("lena " + digest) + "\r\n");
            assertThat(client.line()).startsWith("a OK");
        }
    }
}
