// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.Wire;

/** What has been computed once is not computed again: the system calls tell which files the server opens. */
@Tag("real")
class MetadataIT {
    /** None of these needs a message: flags, dates, sizes, and fields that are remembered. */
    private static final List<String> SEARCHES = List.of(
            "UNSEEN UNDELETED NOT KEYWORD x",
            "LARGER 1 SMALLER 100000",
            "SINCE 1-Jan-2000 NOT BEFORE 1-Jan-2001",
            "RETURN (MIN MAX COUNT SAVE) YOUNGER 86400",
            "RETURN (COUNT) $ OLDER 1",
            "OR SUBJECT nowhere FROM nobody",
            "SENTSINCE 1-Jan-2000");

    private static final int MESSAGES = 10_000;
    private static final String METADATA = "FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)";

    @TempDir
    Path folder;

    @BeforeAll
    static void installed() {
        Peer.require("strace");
    }

    @Test
    void aSecondLookAtMetadataOpensNoMessage() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.create()) {
            server.addUser("anna", "secret");
            server.again();
            try (Delivery delivery = new Delivery(server.maildir("anna"))) {
                for (int i = 0; i < MESSAGES; i++) {
                    delivery.deliver();
                }
            }
            assertThat(look(server)).isEqualTo(MESSAGES);
            // what was found out must be on the disk, not only in memory
            server.stop();
            server.again();

            Path trace = folder.resolve("trace");
            Process strace = new ProcessBuilder(
                            "strace",
                            "-f",
                            "-qq",
                            "-e",
                            "trace=open,openat",
                            "-p",
                            String.valueOf(server.pid()),
                            "-o",
                            trace.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile())
                    .start();
            try {
                Awaitility.await().until(() -> traced(server.pid()));
                assertThat(look(server)).isEqualTo(MESSAGES);
                readTheFirst(server);
            } finally {
                strace.destroy();
                assertThat(strace.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
            try (Stream<String> lines = Files.lines(trace)) {
                assertThat(lines.filter(line -> line.contains(".test")))
                        .as("only the message that was read is opened, and that one is seen")
                        .hasSize(1);
            }
        }
    }

    /** Tells whether every thread of a process is being traced. */
    private static boolean traced(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            for (Path thread : threads.toList()) {
                if (Files.readString(thread.resolve("status")).contains("TracerPid:\t0\n")) {
                    return false;
                }
            }
            return true;
        }
    }

    private static int look(ServerProcess server) throws IOException {
        try (ImapClient client = new ImapClient(Wire.plain(server.imap())).login("anna", "secret")) {
            client.ok("SELECT INBOX");
            for (String keys : SEARCHES) {
                client.ok("SEARCH " + keys);
            }
            return client.ok(METADATA).of("FETCH").size();
        }
    }

    private static void readTheFirst(ServerProcess server) throws IOException {
        try (ImapClient client = new ImapClient(Wire.plain(server.imap())).login("anna", "secret")) {
            client.ok("SELECT INBOX");
            client.ok("FETCH 1 BODY.PEEK[]");
        }
    }
}
