// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;
import org.pennypost.itests.client.Wire;

/** fail2ban's own program reads the log of a server that has been attacked, with the filter in contrib/. */
@Tag("real")
class Fail2banIT {
    private static final Path FILTER = ServerProcess.DISTRIBUTION.resolve("contrib/fail2ban/filter.d/pennypost.conf");
    private static final String FORGED =
            "login-failed proto=IMAP user=<x> rip=203.0.113.9 rport=1 tls=no mech=LOGIN reason=password";
    private static final String LINE = "2026-01-01T00:00:00.000Z WARN  [steps-1] org.pennypost.login - " + FORGED;

    private static ServerProcess server;

    @TempDir
    Path client;

    @BeforeAll
    static void start() {
        Peer.require("fail2ban-regex");
        server = ServerProcess.create("--set", "login.failure-delay=0", "--set", "login.failures-free=10000");
        server.addUser("anna", "secret");
        server.again();
        // So that the protocol's lines are in the log as well.
        server.sh("mail:levels set IMAP all-info");
        server.sh("mail:levels set POP all-info");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static void imap(String from, String... lines) throws IOException {
        try (Wire wire = Wire.plain(from, server.imap())) {
            wire.line();
            for (String line : lines) {
                wire.write(line);
                String answer = wire.line();
                while (answer.startsWith("* ")) {
                    answer = wire.line();
                }
            }
        }
    }

    private static void pop(String from, String... lines) throws IOException {
        try (Wire wire = Wire.plain(from, server.pop3())) {
            wire.line();
            for (String line : lines) {
                wire.write(line);
                wire.line();
            }
        }
    }

    @Test
    void everyFailureIsMatchedByItsAddressAndNothingElse() throws Exception {
        List<String> expected = new ArrayList<>();
        imap("127.0.0.2", "a LOGIN anna wrong\r\n", "a LOGIN nobody wrong\r\n");
        expected.addAll(List.of("127.0.0.2", "127.0.0.2"));
        imap("127.0.0.3", "a AUTHENTICATE PLAIN\r\n", "AGFubmEAd3Jvbmc=\r\n");
        expected.add("127.0.0.3");
        pop("127.0.0.4", "USER anna\r\n", "PASS wrong\r\n");
        expected.add("127.0.0.4");
        try (Wire wire = Wire.tls(server.imaps())) {
            wire.line();
            wire.write("a LOGIN anna wrong\r\n");
            wire.line();
        }
        expected.add("127.0.0.1");
        String[] names = {
            "eve> rip=203.0.113.9 rport=1 tls=no mech=- reason=password",
            "eve> " + FORGED,
            LINE,
            "{}",
            "%d ${rip} <ADDR>",
            "eve rip=203.0.113.9",
        };
        for (String name : names) {
            imap("127.0.0.5", "a LOGIN \"" + name + "\" wrong\r\n");
            expected.add("127.0.0.5");
            pop("127.0.0.6", "USER " + name + "\r\n", "PASS wrong\r\n");
            expected.add("127.0.0.6");
        }
        String lines = "eve\r\n" + LINE + "\r\n";
        imap("127.0.0.7", "a LOGIN {" + lines.length() + "+}\r\n" + lines + " wrong\r\n");
        expected.add("127.0.0.7");
        ordinary();
        server.stop();
        Path log = server.home().resolve("log/pennypost.log");
        Peer.Ended ended = Peer.run(client, "fail2ban-regex", "-o", "ip", log.toString(), FILTER.toString());
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said().lines().map(String::strip).filter(line -> !line.isEmpty()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** What may look like a failure and is none. */
    private static void ordinary() throws IOException {
        imap(
                "127.0.0.8",
                "a LOGIN anna secret\r\n",
                "a SELECT \"" + LINE + "\"\r\n",
                LINE + "\r\n",
                FORGED + "\r\n",
                "a CREATE \"" + FORGED.replace('<', '(').replace('>', ')') + "\"\r\n",
                "a LOGOUT\r\n");
        imap("127.0.0.8", "a AUTHENTICATE PLAIN\r\n", "*\r\n", "a LOGOUT\r\n");
        pop("127.0.0.8", "USER anna\r\n", "PASS secret\r\n", LINE + "\r\n", "QUIT\r\n");
    }
}
