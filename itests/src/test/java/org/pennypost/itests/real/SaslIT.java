// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.itests.ServerProcess;

/** Other people's SASL against passwords that Dovecot's own tool has kept. */
@Tag("real")
class SaslIT {
    private static final String PASSWORD = "pen cil";
    private static final List<String> SCHEMES = List.of(
            "PLAIN",
            "CLEARTEXT",
            "SSHA",
            "SSHA256",
            "SSHA512",
            "MD5-CRYPT",
            "SHA256-CRYPT",
            "SHA512-CRYPT",
            "BLF-CRYPT",
            "ARGON2I",
            "ARGON2ID",
            "PBKDF2",
            "SCRAM-SHA-1",
            "SCRAM-SHA-256",
            "CRAM-MD5",
            "SSHA256.HEX",
            "SSHA512.B64",
            "PLAIN.B64",
            "SHA1",
            "SHA256",
            "SHA512",
            "SMD5",
            "LDAP-MD5",
            "PLAIN-MD5");

    private static ServerProcess server;

    @TempDir
    static Path client;

    @BeforeAll
    static void start() throws IOException {
        Peer.require("curl");
        Peer.require("python3");
        Peer.require("dovecot");
        server = ServerProcess.create("--set", "login.mechanisms=SCRAM-SHA-256,SCRAM-SHA-1,PLAIN,LOGIN,CRAM-MD5");
        server.addUser("anna", "secret");
        StringBuilder users = new StringBuilder("boss:{PLAIN}boss::::::impersonate\n"
                + "away:{PLAIN}away::::::allow_nets=192.0.2.0/24\ngone:{PLAIN}gone::::::nologin\n"
                + "dark:$y$j9T$0123456789abcdef$0123456789012345678901234567890123456789012::::::\n");
        for (String scheme : SCHEMES) {
            Peer.Ended made = Peer.run(client, "doveadm", "pw", "-s", scheme, "-p", PASSWORD);
            assertThat(made.code()).as(made.said()).isZero();
            users.append(name(scheme)).append(':').append(made.said().strip()).append("::::::\n");
        }
        Path file = server.home().resolve("conf").resolve("users");
        Files.writeString(file, users, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        server.again();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static String name(String scheme) {
        return "u-" + scheme.toLowerCase(java.util.Locale.ROOT);
    }

    private static Peer.Ended python(String script, String... arguments) {
        String[] command = new String[arguments.length + 4];
        command[0] = "python3";
        command[1] =
                Path.of("src/test/resources/python", script).toAbsolutePath().toString();
        command[2] = String.valueOf(server.imap());
        command[3] = String.valueOf(server.pop3());
        System.arraycopy(arguments, 0, command, 4, arguments.length);
        return Peer.run(client, command);
    }

    @Test
    void everySchemeLetsInWithItsPasswordOnly() {
        for (String scheme : SCHEMES) {
            Peer.Ended ended = python("sasl.py", "login", name(scheme), PASSWORD);
            assertThat(ended.said()).as(scheme).contains("imap OK", "pop3 OK");
        }
        assertThat(python("sasl.py", "login", name("SSHA512"), "pencil").said()).contains("imap NO", "pop3 NO");
    }

    @Test
    void scramAndCramServeWhatIsKeptForThem() {
        for (String scheme : List.of("PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256", "PLAIN.B64")) {
            for (String mechanism : List.of("SCRAM-SHA-1", "SCRAM-SHA-256")) {
                boolean serves = scheme.startsWith("PLAIN") || scheme.equals(mechanism);
                assertThat(python("sasl.py", mechanism, name(scheme), PASSWORD).said())
                        .as(mechanism + " of " + scheme)
                        .contains(serves ? "imap OK" : "imap NO");
            }
        }
        for (String scheme : List.of("PLAIN", "CRAM-MD5")) {
            assertThat(python("sasl.py", "CRAM-MD5", name(scheme), PASSWORD).said())
                    .contains("imap OK");
        }
        assertThat(python("sasl.py", "CRAM-MD5", name("PLAIN"), "wrong").said()).contains("imap NO");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void curlSendsItsFirstResponseAlongOrNot(String mechanism) {
        for (String along : List.of("--sasl-ir", "--no-sasl-ir")) {
            for (String url : List.of(
                    "imap://127.0.0.1:" + server.imap() + "/",
                    "imaps://127.0.0.1:" + server.imaps() + "/",
                    "pop3://127.0.0.1:" + server.pop3() + "/",
                    "pop3s://127.0.0.1:" + server.pop3s() + "/")) {
                Peer.Ended ended = Peer.run(
                        client,
                        "curl",
                        "-v",
                        "-sS",
                        "-k",
                        "--max-time",
                        "60",
                        along,
                        "--login-options",
                        "AUTH=" + mechanism,
                        "-u",
                        name("SHA512-CRYPT") + ":" + PASSWORD,
                        url);
                assertThat(ended.code()).as(ended.said()).isZero();
                assertThat(ended.said()).contains(mechanism);
            }
        }
    }

    @Test
    void aMasterReadsOthersMailAndIsNamedInTheLog() throws IOException {
        assertThat(python("sasl.py", "login", name("ARGON2ID") + "*boss", "boss")
                        .said())
                .contains("imap OK", "pop3 OK");
        assertThat(python("sasl.py", "login", "boss*" + name("PLAIN"), PASSWORD).said())
                .contains("imap NO");
        assertThat(log()).contains("user=<" + name("ARGON2ID") + ">").contains("master=<boss>");
    }

    @Test
    void whoMayNotComeInIsToldNothing() throws IOException {
        for (String user : List.of("away", "gone", "dark", "nobody")) {
            assertThat(python("sasl.py", "login", user, user).said())
                    .contains("imap NO")
                    .contains("AUTHENTICATIONFAILED");
        }
        assertThat(log())
                .containsPattern("users:[0-9]+: user dark: scheme CRYPT: it is yescrypt")
                .doesNotContain("j9T");
        assertThat(log()).contains("login-failed proto=IMAP user=<nobody> rip=127.0.0.1 rport=");
    }

    private static String log() throws IOException {
        return Files.readString(server.home().resolve("log").resolve("pennypost.log"), StandardCharsets.UTF_8);
    }
}
