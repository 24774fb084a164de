// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.bad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** POP3 clients who send nonsense get -ERR, or are hung up on. */
class BadPop3Test {
    @TempDir
    private Path home;

    private InProcessServer server;

    @BeforeEach
    void start() {
        server = new InProcessServer(Stores.MEMORY.open(home), home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient connect() throws IOException {
        RawClient client = new RawClient(server.address("pop3", false));
        assertThat(client.line()).startsWith("+OK");
        return client;
    }

    private RawClient login() throws IOException {
        RawClient client = connect();
        client.send("USER " + server.newUser() + "\r\nPASS " + server.password() + "\r\n");
        assertThat(client.line()).startsWith("+OK");
        assertThat(client.line()).startsWith("+OK");
        return client;
    }

    @Test
    void lineOfAMegabyte() throws IOException {
        try (RawClient bystander = login()) {
            try (RawClient client = connect()) {
                client.pour("U".repeat(1024 * 1024) + "\r\n");
                assertThat(client.line()).startsWith("-ERR");
                client.send("CAPA\r\n");
                assertThat(client.line()).startsWith("+OK");
            }
            try (RawClient client = login()) {
                client.pour("RETR " + "1".repeat(1024 * 1024) + "\r\nNOOP\r\n");
                assertThat(client.line()).startsWith("-ERR");
                assertThat(client.line()).startsWith("+OK");
            }
            bystander.send("NOOP\r\n");
            assertThat(bystander.line()).startsWith("+OK");
        }
    }

    @Test
    void tenThousandCommandsAtOnce() throws Exception {
        try (RawClient client = login()) {
            Thread writer = new Thread(() -> client.pour("NOOP\r\nRETR 9\r\n".repeat(5_000)), "ten-thousand");
            writer.start();
            for (int i = 0; i < 5_000; i++) {
                assertThat(client.line()).startsWith("+OK");
                assertThat(client.line()).startsWith("-ERR");
            }
            writer.join();
        }
    }

    @Test
    void nulAndEightBitsAreNoCommands() throws IOException {
        try (RawClient client = login()) {
            for (String line : new String[] {"NO\0OP", "\u00ff\u00fe", "RETR \0", "STAT\t"}) {
                client.send(line + "\r\n");
                assertThat(client.line()).as(line).startsWith("-ERR");
            }
            client.send("NOOP\r\n");
            assertThat(client.line()).startsWith("+OK");
        }
    }

    @Test
    void nonsenseBeforeLoginIsShortLived() throws IOException {
        try (RawClient client = connect()) {
            client.pour("FROB\r\n".repeat(10));
            assertThat(client.rest().lines().count()).isLessThan(5);
        }
        try (RawClient client = connect()) {
            client.pour("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.rest()).doesNotContain("+OK");
        }
    }
}
