// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** RFC 1939 §3: line ends and dots that stand where some buffer ends, in messages of each store and with each line end. */
class BordersTest {
    private static final String HEADER = "Subject: border\r\n\r\n";

    @TempDir
    private Path home;

    private InProcessServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<String> messages() {
        List<String> messages = new ArrayList<>();
        for (int border : new int[] {8 * 1024, 16 * 1024, 32 * 1024, 64 * 1024}) {
            for (int at = border - 3; at <= border + 3; at++) {
                messages.add(
                        HEADER + "x".repeat(at - HEADER.length()) + "\r\n.\r\n..\r\n.x\r\n" + "y".repeat(200) + "\r\n");
            }
            messages.add(HEADER + ".\r\n".repeat(border / 3 + 2));
            messages.add(HEADER + "\r\n".repeat(border / 2) + ".end");
        }
        return messages;
    }

    /** what a client has whose lines end in CRLF, once it has taken the dots away */
    private static String retrieved(RawClient client, String command) throws IOException {
        assertThat(client.send(command + "\r\n").line()).as(command).startsWith("+OK");
        StringBuilder message = new StringBuilder();
        for (String line = client.line(); !".".equals(line); line = client.line()) {
            assertThat(line).isNotNull();
            message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return message.toString();
    }

    private static void check(RawClient client, List<String> messages) throws IOException {
        long all = messages.stream().mapToLong(String::length).sum();
        assertThat(client.send("STAT\r\n").line()).isEqualTo("+OK " + messages.size() + " " + all);
        for (int i = 1; i <= messages.size(); i++) {
            String message = messages.get(i - 1);
            assertThat(client.send("LIST " + i + "\r\n").line()).isEqualTo("+OK " + i + " " + message.length());
            String whole = message.endsWith("\r\n") ? message : message + "\r\n";
            assertThat(retrieved(client, "RETR " + i).equals(whole))
                    .as("RETR %d", i)
                    .isTrue();
            assertThat(retrieved(client, "TOP " + i + " 1000000").equals(whole))
                    .as("all of %d", i)
                    .isTrue();
            int end = message.indexOf("\r\n", HEADER.length()) + 2;
            assertThat(retrieved(client, "TOP " + i + " 1")).isEqualTo(message.substring(0, end));
            assertThat(retrieved(client, "TOP " + i + " 0")).isEqualTo(HEADER);
        }
    }

    private RawClient login(String user) throws IOException {
        RawClient client = new RawClient(server.address("pop3", false));
        client.send("USER " + user + "\r\nPASS " + server.password() + "\r\n");
        for (int i = 0; i < 3; i++) {
            assertThat(client.line()).startsWith("+OK");
        }
        return client;
    }

    @ParameterizedTest
    @EnumSource
    void messagesThatWereAppended(Stores store) throws IOException {
        server = new InProcessServer(store.open(home), home);
        String user = server.newUser();
        try (RawClient imap = RawClient.imap(server, user)) {
            for (String message : messages()) {
                imap.send("f APPEND INBOX {" + message.length() + "+}\r\n" + message + "\r\n");
                assertThat(imap.completion("f")).startsWith("f OK");
            }
        }
        try (RawClient client = login(user)) {
            check(client, messages());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "MAILDIR")
    void messagesThatWereDeliveredWithBareLineFeeds(Stores store) throws IOException {
        server = new InProcessServer(store.open(home), home);
        String user = server.newUser();
        Path maildir = home.resolve("mail").resolve(user).resolve("Maildir");
        for (String folder : List.of("cur", "new", "tmp")) {
            Files.createDirectories(maildir.resolve(folder));
        }
        int number = 1_700_000_000;
        for (String message : messages()) {
            Files.writeString(
                    maildir.resolve("new").resolve(number++ + ".M1P1.test"),
                    message.replace("\r\n", "\n"),
                    StandardCharsets.ISO_8859_1);
        }
        try (RawClient client = login(user)) {
            check(client, messages());
        }
    }
}
