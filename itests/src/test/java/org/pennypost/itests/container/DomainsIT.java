// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pennypost.itests.ServerProcess;

/** Two domains with settings of their own, beside users without any. */
class DomainsIT {
    private static final String PASSWORD = "secret";

    /**
     * Says all lines and returns the answers. A session that has just been ended may still count for a moment, so somebody who
     * meets the limit comes again.
     */
    private static String talk(int port, String... lines) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> once(port, lines), said -> !said.contains("[LIMIT]") && !said.contains("[SYS/TEMP]"));
    }

    private static String once(int port, String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.getOutputStream()
                    .write(String.join("\r\n", List.of(lines)).concat("\r\n").getBytes(StandardCharsets.US_ASCII));
            return in.lines().collect(Collectors.joining("\n"));
        }
    }

    private static String imap(ServerProcess server, String user, String command) {
        return talk(server.imap(), "a LOGIN " + user + " " + PASSWORD, "b " + command, "c LOGOUT");
    }

    /** Returns a connection on which somebody is logged in, null if there is no room yet. */
    private static @Nullable Socket loggedIn(ServerProcess server, String user) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.imap());
        socket.getOutputStream()
                .write(("a LOGIN " + user + " " + PASSWORD + "\r\n").getBytes(StandardCharsets.US_ASCII));
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        in.readLine();
        if (String.valueOf(in.readLine()).startsWith("a OK")) {
            return socket;
        }
        socket.close();
        return null;
    }

    @Test
    void eachHasItsOwn() throws IOException {
        try (ServerProcess server =
                ServerProcess.create("--set", "mailboxes.existing=mark", "--set", "domain-two.test.user-sessions=2")) {
            for (String name : List.of("ann@one.test", "ben@two.test", "cy")) {
                server.addUser(name, PASSWORD);
            }
            Path conf = server.home().resolve("conf");
            Files.writeString(
                    conf.resolve("domain-one.test.cfg"),
                    "aliases = uno.test\nlocation = maildir:${pennypost.home}/data/one/%n:LAYOUT=fs\n"
                            + "template = sent:Gesendet\nuser-sessions = 1\n");
            Files.writeString(conf.resolve("domain-two.test.cfg"), "networks = 192.0.2.0/24\ntemplate = none\n");
            server.again();

            assertThat(imap(server, "ann@one.test", "LIST \"\" *"))
                    .contains("a OK", "\\Sent) \"/\" Gesendet")
                    .doesNotContain("Trash");
            assertThat(server.home().resolve("data/one/ann/Gesendet/cur")).isDirectory();
            assertThat(imap(server, "ann@UNO.test", "STATUS Gesendet (MESSAGES)"))
                    .contains("b OK");
            assertThat(talk(server.pop3(), "USER ann@uno.test", "PASS " + PASSWORD, "QUIT"))
                    .contains("+OK maildrop");
            assertThat(imap(server, "ben@two.test", "NOOP")).contains("a NO [AUTHENTICATIONFAILED]");
            assertThat(imap(server, "cy", "LIST \"\" *")).contains("a OK", "Trash");
            assertThat(server.home().resolve("data/mail/cy/Maildir/cur")).isDirectory();

            try (Socket first = await().atMost(Duration.ofSeconds(30))
                    .until(() -> loggedIn(server, "ann@one.test"), Objects::nonNull)) {
                assertThat(first.isClosed()).isFalse();
                assertThat(once(server.imap(), "a LOGIN ann@uno.test " + PASSWORD, "b LOGOUT"))
                        .contains("a NO [LIMIT]");
            }

            Files.writeString(conf.resolve("domain-two.test.cfg"), "networks = 127.0.0.0/8, ::1\n");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> imap(server, "ben@two.test", "LIST \"\" *").contains("b OK"));
            Files.delete(conf.resolve("domain-one.test.cfg"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !imap(server, "ann@uno.test", "NOOP").contains("a OK"));
            assertThat(imap(server, "ann@one.test", "LIST \"\" *")).contains("Trash");
        }
    }
}
