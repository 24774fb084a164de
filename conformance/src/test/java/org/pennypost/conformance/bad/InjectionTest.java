// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.bad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** Nothing that was sent in clear behind STARTTLS or STLS is ever carried out (engine rule 10). */
class InjectionTest {
    private static final int TRIES = 200;
    private static final String CLOSED = "closed without a word";

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

    @Test
    void imap() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try (RawClient client = RawClient.imap(server)) {
                inject(client, i, "a STARTTLS\r\n", "b CAPABILITY\r\n");
                String heard = heard(client, "a OK", "c NOOP\r\n", "c OK");
                if (i % 3 != 1) {
                    assertThat(heard).as("try %d, in one piece", i).isEqualTo(CLOSED);
                }
                assertThat(heard).as("try %d", i).doesNotContain("CAPABILITY").doesNotContain("b ");
            }
        }
    }

    @Test
    void pop3() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try (RawClient client = new RawClient(server.address("pop3", false))) {
                client.line();
                inject(client, i, "STLS\r\n", "CAPA\r\n");
                String heard = heard(client, "+OK", "USER x\r\n", "+OK");
                if (i % 3 != 1) {
                    assertThat(heard).as("try %d, in one piece", i).isEqualTo(CLOSED);
                }
                assertThat(heard).as("try %d", i).doesNotContain("UIDL").doesNotContain("IMPLEMENTATION");
            }
        }
    }

    /** In one write; or at once behind it; or in the middle of the line. */
    private static void inject(RawClient client, int i, String command, String injected) throws IOException {
        switch (i % 3) {
            case 0 -> client.send(command + injected);
            case 1 -> {
                client.send(command);
                client.pour(injected);
            }
            default -> {
                client.send(command.substring(0, 3));
                client.pour(command.substring(3) + injected);
            }
        }
    }

    /** Goes on in TLS if the server does, and returns all that was heard in clear and in TLS. */
    private static String heard(RawClient client, String ok, String next, String nextOk) throws IOException {
        String first = client.line();
        if (first == null || !first.startsWith(ok)) {
            return first == null ? CLOSED : first + "\n" + client.rest();
        }
        StringBuilder all = new StringBuilder();
        try {
            client.startTls();
            client.send(next);
            for (String line = client.line(); line != null; line = client.line()) {
                all.append(line).append('\n');
                if (line.startsWith(nextOk)) {
                    return all.toString();
                }
            }
        } catch (SSLException | java.io.EOFException | java.net.SocketException closed) {
            return all.append("closed").toString();
        }
        return all.toString();
    }
}
