// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/**
 * SPEC P7 and P8: a maildrop of 100,000 messages is listed from what file names and lists say. The files are empty, so that a
 * size read from one of them would be 0.
 */
class LargeMaildropTest {
    private static final int MANY = 100_000;

    @TempDir
    private Path home;

    private InProcessServer server;
    private String user;
    private Path maildir;

    @BeforeEach
    void start() throws IOException {
        server = new InProcessServer(Stores.MAILDIR.open(home), home);
        user = server.newUser();
        maildir = home.resolve("mail").resolve(user).resolve("Maildir");
        for (String folder : List.of("cur", "new", "tmp")) {
            Files.createDirectories(maildir.resolve(folder));
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void put(int number, int size) throws IOException {
        Files.createFile(maildir.resolve("cur")
                .resolve(String.format(
                        "%d.M%06dP1.test,S=%d,W=%d:2,S", 1_700_000_000 + number, number, size, size + 7)));
    }

    private RawClient login() throws IOException {
        RawClient client = new RawClient(server.address("pop3", false));
        client.line();
        client.send("USER " + user + "\r\nPASS " + server.password() + "\r\n");
        assertThat(client.line()).startsWith("+OK");
        assertThat(client.line()).startsWith("+OK");
        return client;
    }

    private static List<String> listing(RawClient client, String command) throws IOException {
        client.send(command + "\r\n");
        assertThat(client.line()).startsWith("+OK");
        List<String> lines = new ArrayList<>();
        for (String line = client.line(); !".".equals(line); line = client.line()) {
            lines.add(line);
        }
        return lines;
    }

    @Test
    void listsAndUniqueIdsOfAHundredThousandMessagesTouchNoFile() throws IOException {
        long octets = 0;
        for (int i = 1; i <= MANY; i++) {
            put(i, 1000 + i % 100);
            octets += 1007 + i % 100;
        }
        List<String> before;
        try (RawClient client = login()) {
            client.send("STAT\r\n");
            assertThat(client.line()).isEqualTo("+OK " + MANY + " " + octets);
            List<String> list = listing(client, "LIST");
            assertThat(list).hasSize(MANY);
            assertThat(list.get(0)).isEqualTo("1 1008");
            assertThat(list.get(MANY - 1)).isEqualTo(MANY + " 1007");
            before = listing(client, "UIDL");
            assertThat(new HashSet<>(before)).hasSize(MANY);
            assertThat(before).allMatch(line -> line.matches("[0-9]+ [\\x21-\\x7E]{1,70}"));
            client.send("DELE 1\r\nQUIT\r\n");
            assertThat(client.line()).startsWith("+OK");
            assertThat(client.line()).startsWith("+OK");
        }
        server.close();
        server = new InProcessServer(Stores.MAILDIR.open(home), home);
        try (RawClient client = login()) {
            List<String> after = listing(client, "UIDL");
            assertThat(after).hasSize(MANY - 1);
            for (int i = 0; i < after.size(); i++) {
                assertThat(id(after.get(i))).isEqualTo(id(before.get(i + 1)));
            }
        }
    }

    private static String id(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }

    @Test
    void anIdThatIsKeptWithTheMessageWins() throws IOException {
        for (int i = 1; i <= 4; i++) {
            put(i, 10);
        }
        try (RawClient client = login()) {
            assertThat(listing(client, "UIDL")).hasSize(4);
        }
        Path list = maildir.resolve("dovecot-uidlist");
        String written = Files.readString(list);
        Files.writeString(
                list,
                written.replaceFirst("(?m)^2 :", "2 W17 PUID2-1234567 :")
                        .replaceFirst("(?m)^3 :", "3 P<a.b%c\\$d@x> S10 :")
                        .replaceFirst("(?m)^4 :", "4 P" + "x".repeat(71) + " :"));
        try (RawClient client = login()) {
            List<String> ids = listing(client, "UIDL");
            assertThat(ids.get(0)).matches("1 [0-9a-f]{16}");
            assertThat(ids.get(1)).isEqualTo("2 UID2-1234567");
            assertThat(ids.get(2)).isEqualTo("3 <a.b%c$d@x>");
            assertThat(ids.get(3)).matches("4 [0-9a-f]{16}");
            client.send("UIDL 2\r\n");
            assertThat(client.line()).isEqualTo("+OK 2 UID2-1234567");
        }
        server.close();
        server = new InProcessServer(Stores.MAILDIR.open(home), home);
        put(5, 10);
        try (RawClient client = login()) {
            List<String> ids = listing(client, "UIDL");
            assertThat(ids).hasSize(5);
            assertThat(ids.get(1)).isEqualTo("2 UID2-1234567");
            assertThat(ids.get(4)).matches("5 [0-9a-f]{16}");
        }
    }
}
