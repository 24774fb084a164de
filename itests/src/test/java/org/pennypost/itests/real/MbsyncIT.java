// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;

/** mbsync keeps a local copy and the server equal, both ways. */
@Tag("real")
class MbsyncIT {
    /** Entwürfe. */
    private static final String DRAFTS = "Entw&APw-rfe";

    /** Work/Größe. */
    private static final String SIZE = "Work/Gr&APYA3w-e";

    /** 日本語 (Japanese). */
    private static final String JAPANESE = "&ZeVnLIqe-";

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
                Path config = config(server.imap(), "SSLType None");
                sync(config);
                assertThat(Maildir.names(client.resolve("mail/INBOX"))).hasSize(500);

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
                assertThat(Maildir.names(client.resolve("mail/INBOX"))).hasSize(500);
                assertThat(Maildir.names(server.maildir("anna"))).hasSize(500);
                assertThat(Maildir.names(server.maildir("anna")))
                        .filteredOn(name -> name.contains(":2,FS"))
                        .hasSize(1);
                assertThat(Maildir.names(server.maildir("anna").resolve(".Work")))
                        .hasSize(1);
            }
        }
    }

    @Test
    void losesNothingWhileSomebodyDelivers() throws IOException {
        try (ServerProcess server = ServerProcess.create()) {
            server.addUser("anna", "secret");
            server.again();
            Path config = config(server.imap(), "SSLType None");
            int count;
            try (Delivery delivery = new Delivery(server.maildir("anna")).goOn()) {
                for (int i = 0; i < 5; i++) {
                    sync(config);
                }
                delivery.close();
                count = delivery.count();
            }
            sync(config);
            assertThat(Maildir.names(client.resolve("mail/INBOX"))).hasSize(count);
            assertThat(Maildir.names(server.maildir("anna"))).hasSize(count);
        }
    }

    @Test
    void keepsFoldersOfEveryNameEqualBehindStartTls() throws IOException {
        try (ServerProcess server = ServerProcess.create()) {
            server.addUser("anna", "secret");
            server.again();
            StrictView.all(server, "CREATE " + DRAFTS, "CREATE " + SIZE, "CREATE Old", "CREATE Gone");
            StrictView.append(server, DRAFTS, "here", "\\Seen");
            StrictView.append(server, SIZE, "deep", "\\Flagged $Forwarded");
            StrictView.append(server, "Gone", "gone", "");
            Path config = config(server.imap(), "SSLType STARTTLS\nCertificateFile " + Peer.certificate(server));
            sync(config);
            assertThat(Maildir.flags(client.resolve("mail").resolve(DRAFTS))).isEqualTo(Map.of("here", "S"));
            assertThat(Maildir.flags(client.resolve("mail").resolve(SIZE))).isEqualTo(Map.of("deep", "FP"));

            Path japanese = Files.createDirectories(client.resolve("mail").resolve(JAPANESE));
            for (String folder : List.of("cur", "new", "tmp")) {
                Files.createDirectory(japanese.resolve(folder));
            }
            Files.writeString(japanese.resolve("cur/1.local:2,RS"), "Subject: made here\n\nhere\n");
            Path here = Maildir.files(client.resolve("mail").resolve(DRAFTS)).get(0);
            rename(here, "DRS");
            StrictView.all(
                    server,
                    "SELECT " + SIZE,
                    "STORE 1 +FLAGS (\\Answered)",
                    "SELECT Gone",
                    "STORE 1 +FLAGS (\\Deleted)",
                    "EXPUNGE",
                    "UNSELECT",
                    "DELETE Gone",
                    "RENAME Old New");
            sync(config);
            sync(config);
            assertThat(StrictView.messages(server, DRAFTS))
                    .isEqualTo(Map.of("here", Set.of("\\Answered", "\\Draft", "\\Seen")));
            assertThat(StrictView.messages(server, JAPANESE))
                    .isEqualTo(Map.of("made here", Set.of("\\Answered", "\\Seen")));
            assertThat(Maildir.flags(client.resolve("mail").resolve(SIZE))).isEqualTo(Map.of("deep", "FPR"));
            assertThat(StrictView.mailboxes(server))
                    .containsExactlyInAnyOrder("INBOX", DRAFTS, "Work", SIZE, JAPANESE, "New");
        }
    }

    private void flagAndDeleteLocally() throws IOException {
        Path folder = client.resolve("mail/INBOX");
        List<Path> two = Maildir.files(folder).stream().sorted().limit(2).toList();
        rename(two.get(0), "FS");
        rename(two.get(1), "T");
    }

    private static void rename(Path file, String flags) throws IOException {
        String base = file.getFileName().toString().replaceFirst(":2,.*", "");
        Path cur = file.getParent().resolveSibling("cur");
        Files.move(file, cur.resolve(base + ":2," + flags));
    }

    private Path config(int port, String security) throws IOException {
        Files.createDirectories(client.resolve("mail"));
        return Files.writeString(client.resolve("mbsyncrc"), """
                IMAPAccount anna
                Host 127.0.0.1
                Port %d
                User anna
                Pass secret
                %s

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
                Remove Both
                Expunge Both
                Sync All
                SyncState *
                """.formatted(port, security, client, client));
    }

    private void sync(Path config) {
        Peer.Ended ended = Peer.run(client, "mbsync", "-c", config.toString(), "-a");
        assertThat(ended.code()).as(ended.said()).isZero();
    }

    private TreeSet<String> everything(ServerProcess server) throws IOException {
        TreeSet<String> names = new TreeSet<>(Maildir.names(server.maildir("anna")));
        names.addAll(Maildir.names(client.resolve("mail/INBOX")));
        return names;
    }
}
