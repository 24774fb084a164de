// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** Mail in new/ stays there until somebody SELECTs the mailbox; to him, and to nobody else, it is recent. */
class NewMailTest {
    @TempDir
    private Path home;

    @Test
    void onlySelectMovesIt() throws Exception {
        try (InProcessServer server = new InProcessServer(Stores.MAILDIR.open(home), home)) {
            String user = server.newUser();
            Path maildir = home.resolve("mail").resolve(user).resolve("Maildir");
            for (String folder : List.of("cur", "new", "tmp")) {
                Files.createDirectories(maildir.resolve(folder));
            }
            Files.writeString(maildir.resolve("new/1.a.b"), "Subject: new\n\nnew\n");
            try (RawClient looks = RawClient.imap(server, user);
                    RawClient first = RawClient.imap(server, user);
                    RawClient second = RawClient.imap(server, user)) {
                assertThat(rows(looks, "STATUS INBOX (MESSAGES RECENT)"))
                        .contains("* STATUS INBOX (MESSAGES 1 RECENT 1)");
                assertThat(rows(looks, "EXAMINE INBOX")).contains("* 1 EXISTS", "* 1 RECENT");
                rows(looks, "FETCH 1 BODY[]");
                rows(looks, "NOOP");
                readByPop3(server, user);
                assertThat(files(maildir.resolve("new"))).containsExactly("1.a.b");
                assertThat(files(maildir.resolve("cur"))).isEmpty();

                assertThat(rows(first, "SELECT INBOX")).contains("* 1 EXISTS", "* 1 RECENT");
                assertThat(files(maildir.resolve("new"))).isEmpty();
                assertThat(files(maildir.resolve("cur"))).hasSize(1);
                assertThat(rows(first, "FETCH 1 FLAGS")).contains("* 1 FETCH (FLAGS (\\Recent))");
                assertThat(rows(second, "SELECT INBOX")).contains("* 1 EXISTS", "* 0 RECENT");
                assertThat(rows(second, "FETCH 1 FLAGS")).contains("* 1 FETCH (FLAGS ())");
            }
        }
    }

    private static void readByPop3(InProcessServer server, String user) throws IOException {
        try (RawClient pop3 = new RawClient(server.address("pop3", false))) {
            assertThat(pop3.line()).startsWith("+OK");
            for (String command : List.of("USER " + user, "PASS " + server.password(), "STAT", "QUIT")) {
                pop3.send(command + "\r\n");
                assertThat(pop3.line()).startsWith("+OK");
            }
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<String> rows(RawClient client, String command) throws IOException {
        List<String> rows = new ArrayList<>();
        client.send("t " + command + "\r\n");
        for (String line = client.line(); line != null; line = client.line()) {
            rows.add(line);
            if (line.startsWith("t ")) {
                assertThat(line).startsWith("t OK");
                break;
            }
        }
        return rows;
    }
}
