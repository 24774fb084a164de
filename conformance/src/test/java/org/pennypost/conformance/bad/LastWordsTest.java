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

/** A whole session in one packet, and nothing behind it: what a pipe into a socket makes. */
class LastWordsTest {
    @TempDir
    private Path home;

    private InProcessServer server;

    @BeforeEach
    void start() {
        server = new InProcessServer(Stores.MAILDIR.open(home), home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void imap() throws IOException {
        String user = server.newUser();
        try (RawClient client = new RawClient(server.address("imap", false))) {
            client.send("a LOGIN " + user + " " + server.password()
                            + "\r\nb APPEND INBOX {3+}\r\nx\r\n\r\nc SELECT INBOX\r\nd FETCH 1 BODY[]\r\ne LOGOUT\r\n")
                    .shutOutput();
            assertThat(client.rest()).contains("a OK", "b OK", "c OK", "* 1 FETCH", "d OK", "* BYE", "e OK");
        }
    }

    @Test
    void pop3() throws IOException {
        String user = server.newUser();
        try (RawClient client = RawClient.imap(server, user)) {
            client.send("b APPEND INBOX {3+}\r\nx\r\n\r\n");
            assertThat(client.completion("b")).startsWith("b OK");
        }
        try (RawClient client = new RawClient(server.address("pop3", false))) {
            client.send("USER " + user + "\r\nPASS " + server.password() + "\r\nRETR 1\r\nDELE 1\r\nQUIT\r\n")
                    .shutOutput();
            assertThat(client.rest()).contains("+OK 3 octets\nx\n.\n+OK");
        }
        try (RawClient client = RawClient.imap(server, user)) {
            client.send("c STATUS INBOX (MESSAGES)\r\n");
            assertThat(client.line()).isEqualTo("* STATUS INBOX (MESSAGES 0)");
        }
    }
}
