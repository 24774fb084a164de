// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.bad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** A client who is gone after any octet of an APPEND has stored nothing. */
class BrokenAppendTest {
    private static final String MESSAGE = "Subject: broken\r\n\r\nbody\r\n";

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(Stores.class)
    void nothingIsStoredBeforeTheLastOctet(Stores store) throws IOException {
        try (InProcessServer server = new InProcessServer(store.open(home), home)) {
            String user = server.newUser();
            String command = "a APPEND INBOX (\\Seen) {" + MESSAGE.length() + "+}\r\n" + MESSAGE;
            try (RawClient witness = RawClient.imap(server, user)) {
                assertThat(witness.command("s", "SELECT INBOX")).startsWith("s OK");
                for (int octets = 1; octets <= command.length(); octets++) {
                    try (RawClient client = RawClient.imap(server, user)) {
                        client.send(command.substring(0, octets));
                    }
                    assertThat(witness.command("n", "NOOP")).startsWith("n OK");
                }
                await().atMost(Duration.ofSeconds(10)).until(() -> messages(home) == 0);
                assertThat(witness.command("n", "FETCH 1 UID")).startsWith("n BAD");
                try (RawClient client = RawClient.imap(server, user)) {
                    client.send(command + "\r\n");
                    assertThat(client.completion("a"))
                            .startsWith("a OK [APPENDUID ")
                            .contains(" 1]");
                }
            }
        }
    }

    /** Counts files of messages, unfinished ones included. */
    private static long messages(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getParent().getFileName().toString().matches("cur|new|tmp"))
                    .count();
        }
    }
}
