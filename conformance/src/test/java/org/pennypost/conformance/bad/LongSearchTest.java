// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.bad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** Searches that read much get on in small steps, so that others have their turn between them. */
class LongSearchTest {
    private static final int SEARCHERS = 8;
    private static final int MESSAGES = 24;
    private static final String BODY = "a line of no particular interest to anybody at all\r\n".repeat(20_000);

    @Test
    void othersAreServedMeanwhile(@TempDir Path home) throws Exception {
        try (InProcessServer server = new InProcessServer(Stores.MEMORY.open(home), home)) {
            String user = server.newUser();
            List<RawClient> searchers = new ArrayList<>();
            try (RawClient bystander = RawClient.imap(server, server.newUser())) {
                fill(server, user);
                for (int i = 0; i < SEARCHERS; i++) {
                    RawClient client = RawClient.imap(server, user);
                    assertThat(client.command("s", "SELECT INBOX")).startsWith("s OK");
                    searchers.add(client);
                }
                AtomicInteger running = new AtomicInteger(SEARCHERS);
                List<String> answers = java.util.Collections.synchronizedList(new ArrayList<>());
                List<Thread> threads = new ArrayList<>();
                for (RawClient client : searchers) {
                    Thread thread = new Thread(() -> {
                        answers.add(answer(client));
                        running.decrementAndGet();
                    });
                    thread.start();
                    threads.add(thread);
                }
                int served = 0;
                while (running.get() == SEARCHERS) {
                    assertThat(bystander.command("n", "NOOP")).startsWith("n OK");
                    served++;
                }
                for (Thread thread : threads) {
                    thread.join();
                }
                assertThat(answers).hasSize(SEARCHERS).allMatch(answer -> answer.startsWith("b OK"));
                assertThat(served).as("commands answered while all searched").isGreaterThanOrEqualTo(3);
            } finally {
                for (RawClient client : searchers) {
                    client.close();
                }
            }
        }
    }

    private static void fill(InProcessServer server, String user) throws IOException {
        try (RawClient client = RawClient.imap(server, user)) {
            for (int i = 0; i < MESSAGES; i++) {
                String message = "Subject: " + i + "\r\n\r\n" + BODY;
                client.send("a APPEND INBOX {" + message.length() + "+}\r\n" + message + "\r\n");
                assertThat(client.completion("a")).startsWith("a OK");
            }
        }
    }

    private static String answer(RawClient client) {
        try {
            return client.command("b", "SEARCH BODY needle");
        } catch (IOException e) {
            return e.toString();
        }
    }
}
