// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pennypost.itests.client.Wire;

/** Proxies, channels, levels of the log and the line at a session's end, on the started distribution. */
class FrontDoorIT {
    private static final String HEADER = "PROXY TCP4 192.0.2.7 198.51.100.1 56324 143\r\n";

    private ServerProcess server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private void start(String... options) {
        server = ServerProcess.create(options);
        server.addUser("anna", "secret");
        server.again();
    }

    private static String ask(Wire wire, String line) throws IOException {
        wire.write(line + "\r\n");
        String answer = wire.line();
        while (answer.startsWith("* ")) {
            answer = wire.line();
        }
        return answer;
    }

    private Wire imap() throws IOException {
        Wire wire = Wire.plain(server.imap());
        assertThat(wire.line()).startsWith("* OK");
        return wire;
    }

    private Wire loggedIn() throws IOException {
        Wire wire = imap();
        assertThat(ask(wire, "a LOGIN anna secret")).startsWith("a OK");
        return wire;
    }

    private void logged(String... parts) {
        Path log = server.home().resolve("log/pennypost.log");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Files.readAllLines(log))
                        .anySatisfy(line -> assertThat(line).contains(parts)));
    }

    private void configure(String file, String key, String value) throws IOException {
        Path path = server.home().resolve("conf").resolve(file);
        Files.writeString(path, Files.readString(path).replaceAll("(?m)^" + key + " *=.*$", key + " = " + value));
    }

    @Test
    void aClientBehindAProxyIsTreatedByHisOwnAddress() throws Exception {
        start("--set", "listener-imap.proxy=127.0.0.1", "--set", "listener-imaps.proxy=127.0.0.0/8, ::1");
        Files.writeString(
                server.home().resolve("conf/users"),
                "carl:{PLAIN}secret::::::allow_nets=192.0.2.0/24\n",
                StandardOpenOption.APPEND);
        for (String from : new String[] {"192.0.2.200", "203.0.113.1"}) {
            try (Wire wire = Wire.plain(server.imaps())) {
                wire.write("PROXY TCP4 " + from + " 198.51.100.1 1 2\r\n");
                wire.startTls();
                wire.line();
                String expected = from.startsWith("192.0.2.") ? "a OK" : "a NO";
                assertThat(ask(wire, "a LOGIN carl secret")).startsWith(expected);
            }
        }
        try (Wire wire = Wire.plain(server.imap())) {
            wire.write(HEADER);
            assertThat(wire.line()).startsWith("* OK").contains("LOGINDISABLED", "STARTTLS");
            assertThat(ask(wire, "a LOGIN anna secret")).startsWith("a NO [PRIVACYREQUIRED]");
            logged("login-failed proto=IMAP user=<anna> rip=192.0.2.7 rport=56324 tls=no mech=LOGIN reason=plaintext");
        }
        logged("session-end proto=IMAP user=<> rip=192.0.2.7 rport=56324");
        try (Wire wire = Wire.plain(server.imap())) {
            wire.write("PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n");
            assertThat(wire.line()).startsWith("* OK").doesNotContain("LOGINDISABLED");
            assertThat(ask(wire, "a LOGIN anna secret")).startsWith("a OK");
        }
        try (Wire wire = Wire.plain(server.imaps())) {
            wire.write(HexFormat.of()
                    .parseHex("0d0a0d0a000d0a515549540a" + "2121" + "0027" + "20010db8000000000000000000000007"
                            + "20010db8000000000000000000000001" + "1f90" + "03e1" + "040000"));
            wire.startTls();
            assertThat(wire.line()).startsWith("* OK");
            assertThat(ask(wire, "a LOGIN anna secret")).startsWith("a OK");
            assertThat(server.ask("mail:sessions")).contains("2001:db8:0:0:0:0:0:7:8080");
            assertThat(ask(wire, "b LOGOUT")).startsWith("b OK");
        }
        logged("session-end proto=IMAP user=<anna> rip=2001:db8:0:0:0:0:0:7 rport=8080", "reason=logout");
        try (Wire wire = Wire.plain(server.imap())) {
            wire.write("a CAPABILITY\r\n");
            assertThat(wire.untilClosed()).isEmpty();
        }
        logged("closed: PROXY header: expected a PROXY header");
    }

    @Test
    void aHeaderOfAProxyThatIsNotListedCloses() throws Exception {
        start();
        for (int port : new int[] {server.imap(), server.pop3()}) {
            try (Wire wire = Wire.plain(port)) {
                wire.line();
                wire.write(HEADER);
                assertThat(wire.untilClosed()).isEmpty();
            }
        }
        logged("closed: a PROXY header from a network that is not in the listener's setting proxy");
        for (String text : new String[] {HEADER, "GET / HTTP/1.0\r\n\r\n"}) {
            try (Wire wire = Wire.plain(server.imaps())) {
                wire.write(text);
                wire.untilClosed();
            }
        }
        logged("imaps-", "closed: no TLS: ");
        server.stop();
        assertThat(Files.readString(server.home().resolve("log/pennypost.log")))
                .doesNotContain("ERROR", "Exception", "\tat ");
    }

    @Test
    void channelsRefuseCloseAndOpenAgain() throws Exception {
        start();
        try (Wire session = loggedIn()) {
            configure("imap.cfg", "channels", "1");
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                try (Wire wire = Wire.tls(server.imaps())) {
                    assertThat(wire.line()).startsWith("* BYE [UNAVAILABLE] ");
                    assertThat(wire.untilClosed()).isEmpty();
                }
            });
            configure("imap.cfg", "channels", "0");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThatThrownBy(() -> Wire.plain(server.imap())).isInstanceOf(ConnectException.class));
            assertThat(ask(session, "b SELECT INBOX")).startsWith("b OK");
            configure("imap.cfg", "channels", "100");
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> imap().close());
            assertThat(ask(session, "c LOGOUT")).startsWith("c OK");
        }
        configure("pop3.cfg", "channels", "0");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThatThrownBy(() -> Wire.plain(server.pop3())).isInstanceOf(ConnectException.class));
    }

    @Test
    void theLogSaysHowEachSessionEnded() throws Exception {
        start();
        try (Wire wire = loggedIn()) {
            ask(wire, "b LOGOUT");
        }
        logged("session-end proto=IMAP user=<anna> rip=127.0.0.1", "tls=no in=", " commands=2", "reason=logout");
        loggedIn().close();
        logged("session-end proto=IMAP user=<anna>", "reason=connection lost");
        imap().close();
        logged("session-end proto=IMAP user=<>", "commands=0", "reason=connection lost");
        try (Wire wire = loggedIn()) {
            String id = server.ask("mail:sessions --json").replaceFirst("(?s).*\"id\": \"([^\"]+)\".*", "$1");
            server.ask("mail:sessions kill " + id);
            assertThat(wire.untilClosed()).startsWith("* BYE");
        }
        logged("session-end", "reason=killed: ended by the operator");
        try (Wire wire = Wire.plain(server.pop3())) {
            wire.line();
            ask(wire, "USER anna");
            assertThat(ask(wire, "PASS secret")).startsWith("+OK");
            ask(wire, "QUIT");
        }
        logged("session-end proto=POP3 user=<anna>", "commands=3", "reason=logout");
        try (Wire wire = loggedIn()) {
            server.stop();
            assertThat(wire.untilClosed()).startsWith("* BYE");
        }
        logged("session-end proto=IMAP user=<anna>", "reason=shutdown");
    }

    @Test
    void oneSessionIsLoggedLineByLine() throws Exception {
        start();
        try (Wire one = loggedIn();
                Wire other = loggedIn()) {
            String id = server.ask("mail:sessions --json").replaceFirst("(?s)^[^}]*\"id\": \"([^\"]+)\".*", "$1");
            server.ask("mail:levels session " + id + " low-level");
            assertThat(server.ask("mail:levels")).contains("IMAP", "POP", id);
            ask(one, "b1 STATUS INBOX (MESSAGES)");
            ask(other, "b2 STATUS INBOX (MESSAGES)");
            logged("IMAP low-level", id + " from", "C: b1 STATUS INBOX (MESSAGES)");
            logged("IMAP low-level", "S: b1 OK");
            server.ask("mail:levels session " + id + " default");
            ask(one, "b3 NOOP");
            server.ask("mail:levels set imap all-info");
            ask(other, "b4 NOOP");
            logged("IMAP low-level", "C: b4 NOOP");
            server.ask("mail:levels set imap crashes-only");
        }
        server.stop();
        String log = Files.readString(server.home().resolve("log/pennypost.log"));
        assertThat(log).doesNotContain("b2 STATUS", "b3 NOOP", "reason=shutdown");
    }
}
