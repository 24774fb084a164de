// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;

/** curl through every door. */
@Tag("real")
class CurlIT {
    private static ServerProcess server;

    @TempDir
    Path client;

    @BeforeAll
    static void start() {
        Peer.require("curl");
        server = ServerProcess.create();
        server.addUser("anna", "secret");
        server.again();
        try (Delivery delivery = new Delivery(server.maildir("anna"))) {
            delivery.deliver();
            delivery.deliver();
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private String curl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "-k", "--max-time", "30", "-u", "anna:secret"));
        command.addAll(Arrays.asList(arguments));
        Peer.Ended ended = Peer.run(client, command.toArray(String[]::new));
        assertThat(ended.code()).as(ended.said()).isZero();
        return ended.said();
    }

    private String imap(String path) {
        return "imap://127.0.0.1:" + server.imap() + path;
    }

    @Test
    void listsMailboxes() {
        assertThat(curl(imap("/"))).contains("INBOX");
    }

    @Test
    void fetchesAMessage() {
        assertThat(curl(imap("/INBOX;MAILINDEX=1"))).contains("Subject: delivery 1", "Line one of 1");
    }

    @Test
    void fetchesAHeaderOverTls() {
        assertThat(curl("imaps://127.0.0.1:" + server.imaps() + "/INBOX;MAILINDEX=2;SECTION=HEADER.FIELDS%20(SUBJECT)"))
                .contains("Subject: delivery 2")
                .doesNotContain("From:");
    }

    @Test
    void fetchesAfterStartTls() {
        assertThat(curl("--ssl-reqd", imap("/INBOX"), "-X", "FETCH 1 ENVELOPE")).contains("\"delivery 1\"");
    }

    @Test
    void appendsAndFindsIt() throws IOException {
        Path message = Files.writeString(
                client.resolve("m"), "From: anna@example.org\r\nSubject: from curl\r\n\r\nappended\r\n");
        curl(imap("/"), "-X", "CREATE Drafts");
        curl("-T", message.toString(), imap("/Drafts"));
        assertThat(curl(imap("/Drafts?SUBJECT%20curl"))).contains("* SEARCH 1");
        assertThat(curl(imap("/Drafts;MAILINDEX=1"))).isEqualTo(Files.readString(message));
    }

    @Test
    void fetchesARange() {
        assertThat(curl(imap("/INBOX;MAILINDEX=1;SECTION=TEXT;PARTIAL=0.8"))).isEqualTo("Line one");
        assertThat(curl(imap("/INBOX;MAILINDEX=1"), "-X", "FETCH 1 BODY.PEEK[TEXT]<5.3>"))
                .contains("BODY[TEXT]<5> {3}");
    }

    @Test
    void searchesAndAsksInItsOwnWords() {
        assertThat(curl(imap("/INBOX?SUBJECT%20%22delivery%202%22%20NOT%20DELETED")))
                .contains("* SEARCH 2\r\n");
        assertThat(curl(imap("/INBOX"), "-X", "UID SEARCH RETURN (COUNT MAX) ALL"))
                .contains("COUNT 2", "MAX 2");
        assertThat(curl(imap("/"), "-X", "STATUS INBOX (MESSAGES UIDNEXT)")).contains("(MESSAGES 2 UIDNEXT 3)");
        assertThat(curl(imap("/"), "-X", "NAMESPACE")).contains("* NAMESPACE ((\"\" \"/\")) NIL NIL");
        assertThat(curl(imap("/"), "-X", "EXAMINE INBOX")).contains("* 2 EXISTS");
    }

    @Test
    void copiesMarksAndExpunges() throws IOException {
        curl(
                imap("/"),
                "-X",
                "CREATE Copies",
                "--next",
                "-sSk",
                "-u",
                "anna:secret",
                imap("/INBOX"),
                "-X",
                "COPY 1:2 Copies");
        assertThat(curl(imap("/Copies"), "-X", "STORE 1 +FLAGS.SILENT (\\Deleted)"))
                .isEmpty();
        assertThat(curl(imap("/Copies"), "-X", "EXPUNGE")).contains("* 1 EXPUNGE");
        assertThat(StrictView.messages(server, "Copies").keySet()).containsExactly("delivery 2");
    }

    @Test
    void countsAndLooksAtHeadersOverPop3() throws IOException {
        String pop3 = "pop3://127.0.0.1:" + server.pop3() + "/";
        assertThat(curl(pop3, "-X", "STAT", "-I")).isEmpty();
        assertThat(curl(pop3, "-X", "TOP 1 0")).contains("Subject: delivery 1").doesNotContain("Line one");
        assertThat(curl(pop3, "-X", "UIDL").lines()).hasSize(2);
    }

    @Test
    void readsOverPop3() {
        assertThat(curl("pop3://127.0.0.1:" + server.pop3() + "/").lines()).hasSize(2);
        assertThat(curl("pop3://127.0.0.1:" + server.pop3() + "/2"))
                .contains("Subject: delivery 2", "\r\n.a dot at the beginning\r\n");
    }

    @Test
    void readsOverPop3WithTls() {
        assertThat(curl("pop3s://127.0.0.1:" + server.pop3s() + "/1")).contains("Subject: delivery 1");
        assertThat(curl("--ssl-reqd", "pop3://127.0.0.1:" + server.pop3() + "/1"))
                .contains("Subject: delivery 1");
    }

    @Test
    void aWrongPasswordIsRefused() {
        Peer.Ended ended = Peer.run(client, "curl", "-sS", "--max-time", "30", "-u", "anna:wrong", imap("/"));
        assertThat(ended.code()).as(ended.said()).isEqualTo(67);
    }
}
