// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;

/** mbsync keeps a local copy and the server equal, both ways. */
@Tag("real")
class MbsyncIT {
    @TempDir
    Path client;

    @BeforeAll
    static void installed() {
        Peer.require("mbsync");
    }

    @Test
    void syncsBothWaysAndThenHasNothingToDo() throws IOException {
        try (ServerProcess server = ServerProcess.create()) {
            server.addUser("anna", "secret");
            server.again();
            try (Delivery delivery = new Delivery(server.maildir("anna"))) {
                for (int i = 0; i < 500; i++) {
                    delivery.deliver();
                }
                Path config = config(server);
                sync(config);
                assertThat(messages(client.resolve("mail/INBOX"))).hasSize(500);

                TreeSet<String> before = everything(server);
                sync(config);
                assertThat(everything(server)).isEqualTo(before);

                flagAndDeleteLocally();
                Files.createDirectories(client.resolve("mail/Work/new"));
                Files.createDirectories(client.resolve("mail/Work/cur"));
                Files.createDirectories(client.resolve("mail/Work/tmp"));
                Files.writeString(client.resolve("mail/Work/new/1.local"), "Subject: local\n\nmade here\n");
                delivery.deliver();
                sync(config);
                assertThat(messages(client.resolve("mail/INBOX"))).hasSize(500);
                assertThat(messages(server.maildir("anna"))).hasSize(500);
                assertThat(messages(server.maildir("anna")))
                        .filteredOn(name -> name.contains(":2,FS"))
                        .hasSize(1);
                assertThat(messages(server.maildir("anna").resolve(".Work"))).hasSize(1);
            }
        }
    }

    @Test
    void losesNothingWhileSomebodyDelivers() throws IOException {
        try (ServerProcess server = ServerProcess.create()) {
            server.addUser("anna", "secret");
            server.again();
            Path config = config(server);
            int count;
            try (Delivery delivery = new Delivery(server.maildir("anna")).goOn()) {
                for (int i = 0; i < 5; i++) {
                    sync(config);
                }
                delivery.close();
                count = delivery.count();
            }
            sync(config);
            assertThat(messages(client.resolve("mail/INBOX"))).hasSize(count);
            assertThat(messages(server.maildir("anna"))).hasSize(count);
        }
    }

    private void flagAndDeleteLocally() throws IOException {
        Path folder = client.resolve("mail/INBOX");
        List<Path> two = files(folder).stream().sorted().limit(2).toList();
        rename(two.get(0), "FS");
        rename(two.get(1), "T");
    }

    private static void rename(Path file, String flags) throws IOException {
        String base = file.getFileName().toString().replaceFirst(":2,.*", "");
        Path cur = file.getParent().resolveSibling("cur");
        Files.move(file, cur.resolve(base + ":2," + flags));
    }

    private Path config(ServerProcess server) throws IOException {
        Files.createDirectories(client.resolve("mail"));
        return Files.writeString(client.resolve("mbsyncrc"), """
                IMAPAccount anna
                Host 127.0.0.1
                Port %d
                User anna
                Pass secret
                SSLType None

                IMAPStore far
                Account anna

                MaildirStore near
                Path %s/mail/
                Inbox %s/mail/INBOX
                SubFolders Verbatim

                Channel all
                Far :far:
                Near :near:
                Patterns *
                Create Both
                Expunge Both
                Sync All
                SyncState *
                """.formatted(server.imap(), client, client));
    }

    private void sync(Path config) {
        Peer.Ended ended = Peer.run(client, "mbsync", "-c", config.toString(), "-a");
        assertThat(ended.code()).as(ended.said()).isZero();
    }

    private TreeSet<String> everything(ServerProcess server) throws IOException {
        TreeSet<String> names = new TreeSet<>(messages(server.maildir("anna")));
        names.addAll(messages(client.resolve("mail/INBOX")));
        return names;
    }

    private static List<Path> files(Path maildir) throws IOException {
        try (Stream<Path> fresh = Files.list(maildir.resolve("new"));
                Stream<Path> seen = Files.list(maildir.resolve("cur"))) {
            return Stream.concat(fresh, seen).toList();
        }
    }

    private static List<String> messages(Path maildir) throws IOException {
        return files(maildir).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }
}
