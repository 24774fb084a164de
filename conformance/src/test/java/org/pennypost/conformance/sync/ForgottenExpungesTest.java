// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** A client whose mod-sequence is from before the store's memory is told of everything that went, never of nothing. */
@Rfc(number = 7162, section = "3.2.6")
class ForgottenExpungesTest {
    private static final int MORE_THAN_REMEMBERED = 1100;

    @TempDir
    private Path home;

    /** The memory store remembers a limited number of expunges. */
    @Test
    void whatALogHasLost() throws Exception {
        try (InProcessServer server = new InProcessServer(Stores.MEMORY.open(home), home);
                RawClient client = RawClient.imap(server, server.newUser())) {
            client.command("a", "ENABLE QRESYNC");
            append(client, 3);
            List<String> opened = rows(client, "SELECT INBOX");
            long before = code(opened, "HIGHESTMODSEQ");
            long validity = code(opened, "UIDVALIDITY");
            client.command("a", "UID STORE 2 +FLAGS.SILENT (\\Deleted)");
            client.command("a", "EXPUNGE");
            for (int i = 0; i < MORE_THAN_REMEMBERED; i++) {
                client.send("x APPEND INBOX (\\Deleted) {6+}\r\na: b\r\n\r\nx EXPUNGE\r\n");
                client.completion("x");
                client.completion("x");
            }
            int last = 3 + MORE_THAN_REMEMBERED;
            client.command("a", "UID STORE 3 +FLAGS.SILENT (\\Seen)");

            List<String> all = rows(client, "SELECT INBOX (QRESYNC (" + validity + " " + before + "))");
            assertThat(all).contains("* VANISHED (EARLIER) 2,4:" + last);
            assertThat(all)
                    .filteredOn(row -> row.matches("\\* \\d+ FETCH .*"))
                    .singleElement()
                    .asString()
                    .contains("UID 3 ", "\\Seen");

            List<String> some = rows(client, "SELECT INBOX (QRESYNC (" + validity + " " + before + " 1:3,10))");
            assertThat(some).contains("* VANISHED (EARLIER) 2,10");

            List<String> matched =
                    rows(client, "SELECT INBOX (QRESYNC (" + validity + " " + before + " 1:20 (1,2 1,3)))");
            assertThat(matched).contains("* VANISHED (EARLIER) 4:20");

            List<String> fetched = rows(client, "UID FETCH 1:10 (FLAGS) (CHANGEDSINCE " + before + " VANISHED)");
            assertThat(fetched).contains("* VANISHED (EARLIER) 2,4:10");
            assertThat(fetched)
                    .filteredOn(row -> row.matches("\\* \\d+ FETCH .*"))
                    .hasSize(1);
        }
    }

    /** A Maildir that another server has kept: what went under it nobody knows. */
    @Test
    void whatAFormerServerDid() throws Exception {
        try (InProcessServer server = new InProcessServer(Stores.MAILDIR.open(home), home)) {
            String user = server.newUser();
            Path maildir = home.resolve("mail").resolve(user).resolve("Maildir");
            for (String folder : List.of("cur", "new", "tmp")) {
                Files.createDirectories(maildir.resolve(folder));
            }
            Files.writeString(maildir.resolve("cur/1.a.b:2,S"), "a: b\n\n");
            Files.writeString(maildir.resolve("cur/2.a.b:2,"), "a: b\n\n");
            Files.writeString(
                    maildir.resolve("dovecot-uidlist"),
                    "3 V1234567890 N9 G0123456789abcdef0123456789abcdef\n3 :1.a.b\n7 :2.a.b\n");
            try (RawClient client = RawClient.imap(server, user)) {
                client.command("a", "ENABLE QRESYNC");
                List<String> rows = rows(client, "SELECT INBOX (QRESYNC (1234567890 17 1:8))");
                assertThat(code(rows, "UIDVALIDITY")).isEqualTo(1234567890);
                assertThat(code(rows, "HIGHESTMODSEQ")).isGreaterThan(1_000_000_000_000L);
                assertThat(rows).contains("* VANISHED (EARLIER) 1:2,4:6,8");
                assertThat(rows)
                        .filteredOn(row -> row.matches("\\* \\d+ FETCH .*"))
                        .hasSize(2);
            }
        }
    }

    private static void append(RawClient client, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            client.command("a", "APPEND INBOX {6+}\r\na: b\r\n");
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

    private static long code(List<String> rows, String name) {
        String head = "* OK [" + name + " ";
        String row =
                rows.stream().filter(line -> line.startsWith(head)).findFirst().orElseThrow();
        return Long.parseLong(row.substring(head.length(), row.indexOf(']')));
    }
}
