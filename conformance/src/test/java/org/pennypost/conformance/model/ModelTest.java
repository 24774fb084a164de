// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** Several clients do anything at once in one mailbox; none is ever told something wrong, and in the end all agree. */
class ModelTest {
    private static final int CLIENTS = 4;
    private static final int COMMANDS = 300;

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(Stores.class)
    void everybodyIsToldTheTruth(Stores store) throws Exception {
        try (InProcessServer server = new InProcessServer(store.open(home), home)) {
            String user = server.newUser();
            List<RawClient> sockets = new ArrayList<>();
            List<ModelClient> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                sockets.add(RawClient.imap(server, user));
                clients.add(new ModelClient(sockets.get(i)));
            }
            busy(clients);
            for (ModelClient client : clients) {
                client.run("NOOP", false);
            }
            for (ModelClient client : clients) {
                client.run("FETCH 1:* UID", true);
                assertThat(client.uids())
                        .isEqualTo(clients.get(0).uids())
                        .doesNotContain(0L)
                        .doesNotHaveDuplicates();
            }
            assertThat(clients.get(0).size()).isPositive();
            for (RawClient socket : sockets) {
                socket.close();
            }
        }
    }

    private static void busy(List<ModelClient> clients) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        try {
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < clients.size(); i++) {
                ModelClient client = clients.get(i);
                Random random = new Random(3501 + i);
                results.add(threads.submit(() -> {
                    assertThat(client.run("SELECT INBOX", false)).startsWith("t OK");
                    for (int n = 0; n < COMMANDS; n++) {
                        anything(client, random);
                    }
                    client.run("APPEND INBOX {6+}\r\na: z\r\n", false);
                    return client;
                }));
            }
            for (Future<?> result : results) {
                result.get(120, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void anything(ModelClient client, Random random) throws IOException {
        int size = client.size();
        if (size == 0 || random.nextInt(4) == 0) {
            client.run("APPEND INBOX {6+}\r\na: b\r\n", false);
            return;
        }
        int one = 1 + random.nextInt(size);
        int other = 1 + random.nextInt(size);
        String flag = random.nextBoolean() ? "\\Seen" : "k" + random.nextInt(3);
        switch (random.nextInt(14)) {
            case 0 -> client.run("FETCH " + one + ":" + other + " (UID FLAGS)", true);
            case 1 -> client.run("FETCH 1:* UID", true);
            case 2 -> client.run("STORE " + one + " +FLAGS (" + flag + ")", true);
            case 3 -> client.run("STORE " + one + ":" + other + " -FLAGS.SILENT (" + flag + ")", true);
            case 4 -> client.run("STORE " + one + " +FLAGS (\\Deleted)", true);
            case 5 -> client.run("EXPUNGE", false);
            case 6 -> client.run("SEARCH UNSEEN", true);
            case 7 -> client.run("UID SEARCH DELETED", false);
            case 8 -> client.run("UID FETCH 1:* FLAGS", false);
            case 9 -> client.run("COPY " + one + " INBOX", false);
            case 10 -> client.run("MOVE " + one + " INBOX", false);
            case 11 -> client.run("UID STORE 1:* +FLAGS (" + flag + ")", false);
            case 12 -> client.run("FETCH " + one + " (FLAGS RFC822.SIZE INTERNALDATE)", true);
            default -> client.run("NOOP", false);
        }
    }
}
