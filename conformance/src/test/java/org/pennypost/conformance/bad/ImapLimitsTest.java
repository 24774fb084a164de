// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.bad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** Every limit of conf/imap.cfg on what a client may say: at the limit it is served, above it is told so, and goes on. */
class ImapLimitsTest {
    private static final int LINE = 65_536;
    private static final int COMMAND = 262_144;
    private static final int LITERAL = 8_192;

    @TempDir
    private Path home;

    private final Map<String, Object> settings = new HashMap<>();
    private InProcessServer server;

    private RawClient outside() throws IOException {
        if (server == null) {
            server = new InProcessServer(Stores.MEMORY.open(home), home, settings);
        }
        return RawClient.imap(server);
    }

    /** Somebody with seven messages, the first mailbox selected. */
    private RawClient inside() throws IOException {
        RawClient client = outside();
        assertThat(client.command("l", "LOGIN " + server.newUser() + " " + server.password()))
                .startsWith("l OK");
        for (int i = 0; i < 7; i++) {
            assertThat(client.command("a", "APPEND INBOX {6+}\r\nx: y\r\n")).startsWith("a OK");
        }
        assertThat(client.command("s", "SELECT INBOX")).startsWith("s OK");
        return client;
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static String filled(String before, int octets) {
        return before + "x".repeat(octets - before.length());
    }

    private static void goesOn(RawClient client) throws IOException {
        assertThat(client.command("n", "NOOP")).startsWith("n OK");
    }

    @ParameterizedTest
    @CsvSource({"0,65536", "2048,2048"})
    void lineBeforeLogin(int set, int limit) throws IOException {
        if (set > 0) {
            settings.put("line$_$limit", set);
        }
        try (RawClient client = outside()) {
            client.send(filled("a LOGIN x ", limit - 1) + "\r\n");
            assertThat(client.completion("a")).startsWith("a NO [AUTHENTICATIONFAILED]");
            client.send(filled("b LOGIN x ", limit) + "\r\n");
            assertThat(client.completion("b")).startsWith("b BAD").contains("long");
            goesOn(client);
        }
        assertThat(set == 0 ? LINE : limit).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource({"0,262144", "8192,8192"})
    void commandAfterLogin(int set, int limit) throws IOException {
        if (set > 0) {
            settings.put("command$_$limit", set);
        }
        try (RawClient client = inside()) {
            String longest = "aa UID SEARCH UID 1";
            longest += ",1".repeat((limit - longest.length()) / 2);
            assertThat(longest).hasSize(limit - 1);
            client.send(longest + "\r\n");
            assertThat(client.completion("aa")).startsWith("aa OK");
            client.send("b" + longest + "\r\n");
            assertThat(client.completion("baa")).startsWith("baa BAD").contains("long");
            goesOn(client);
        }
        assertThat(set == 0 ? COMMAND : limit).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource({"0,8192", "1024,1024"})
    void literal(int set, int limit) throws IOException {
        if (set > 0) {
            settings.put("literal$_$limit", set);
        }
        String at = "{" + limit + "+}\r\n" + "x".repeat(limit);
        String above = "{" + (limit + 1) + "+}\r\n" + "x".repeat(limit + 1);
        try (RawClient client = outside()) {
            assertThat(client.command("a", "LOGIN x " + at)).startsWith("a NO [AUTHENTICATIONFAILED]");
            assertThat(client.command("b", "LOGIN x " + above)).startsWith("b NO [TOOBIG]");
            assertThat(client.command("c", "LOGIN x {" + (limit + 1) + "}")).startsWith("c NO [TOOBIG]");
            goesOn(client);
        }
        try (RawClient client = inside()) {
            assertThat(client.command("a", "SEARCH SUBJECT " + at)).startsWith("a OK");
            assertThat(client.command("b", "SEARCH SUBJECT " + above)).startsWith("b NO [TOOBIG]");
            assertThat(client.command("c", "SEARCH SUBJECT {999999999999}")).startsWith("c NO [TOOBIG]");
            goesOn(client);
        }
        assertThat(set == 0 ? LITERAL : limit).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource({"0,256", "16,16"})
    void literals(int set, int limit) throws IOException {
        if (set > 0) {
            settings.put("literals", set);
        }
        String one = " {1+}\r\nx";
        try (RawClient client = inside()) {
            assertThat(client.command("a", "FETCH 1 BODY.PEEK[HEADER.FIELDS (y" + one.repeat(limit) + ")]"))
                    .startsWith("a OK");
            assertThat(client.command("b", "FETCH 1 BODY.PEEK[HEADER.FIELDS (y" + one.repeat(limit + 1) + ")]"))
                    .startsWith("b NO [LIMIT]");
            goesOn(client);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,50", "5,5", "200,200"})
    void nesting(int set, int limit) throws IOException {
        if (set > 0) {
            settings.put("nesting$_$limit", set);
        }
        try (RawClient client = inside()) {
            for (String[] deeper : new String[][] {
                {"(", "ALL", ")"}, {"NOT ", "ALL", ""}, {"OR SEEN ", "ALL", ""}, {"NOT (", "ALL", ")"}
            }) {
                int steps = deeper[0].equals("NOT (") ? (limit - 1) / 2 : limit - 1;
                String at = deeper[0].repeat(steps) + deeper[1] + deeper[2].repeat(steps);
                String above = deeper[0].repeat(steps + 1) + deeper[1] + deeper[2].repeat(steps + 1);
                assertThat(client.command("a", "SEARCH " + at)).startsWith("a OK");
                assertThat(client.command("b", "SEARCH " + above))
                        .startsWith("b BAD expected at most " + limit + " levels at octet ");
            }
            goesOn(client);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1000", "16,16"})
    void searchKeys(int set, int limit) throws IOException {
        if (set > 0) {
            settings.put("search$_$keys", set);
        }
        try (RawClient client = inside()) {
            assertThat(client.command("a", "SEARCH" + " UNSEEN".repeat(limit))).startsWith("a OK");
            assertThat(client.command("b", "SEARCH" + " UNSEEN".repeat(limit + 1)))
                    .startsWith("b NO [LIMIT]");
            assertThat(client.command("c", "SEARCH (UNSEEN" + " UNSEEN".repeat(limit - 2) + ")"))
                    .startsWith("c OK");
            assertThat(client.command("d", "SEARCH (UNSEEN" + " UNSEEN".repeat(limit - 1) + ")"))
                    .startsWith("d NO [LIMIT]");
            // RFC 5182 §2.1: NO to a search that would save leaves nothing saved
            assertThat(client.command("e", "SEARCH RETURN (SAVE) ALL")).startsWith("e OK");
            assertThat(client.command("f", "SEARCH RETURN (SAVE)" + " UNSEEN".repeat(limit + 1)))
                    .startsWith("f NO [LIMIT]");
            client.send("g SEARCH RETURN (COUNT) $\r\n");
            assertThat(client.line()).isEqualTo("* ESEARCH (TAG \"g\") COUNT 0");
        }
    }

    @ParameterizedTest
    @CsvSource({"0,100", "20,20"})
    void keywordLength(int set, int limit) throws IOException {
        if (set > 0) {
            settings.put("keyword$_$length", set);
        }
        try (RawClient client = inside()) {
            assertThat(client.command("a", "STORE 1 +FLAGS (" + "k".repeat(limit) + ")"))
                    .startsWith("a OK");
            assertThat(client.command("b", "STORE 1 +FLAGS (" + "k".repeat(limit + 1) + ")"))
                    .startsWith("b NO [LIMIT]");
            assertThat(client.command("c", "APPEND INBOX (" + "k".repeat(limit + 1) + ") {1+}\r\nx"))
                    .startsWith("c NO [LIMIT]");
            assertThat(client.command("d", "SEARCH KEYWORD " + "k".repeat(limit + 1)))
                    .startsWith("d OK");
            goesOn(client);
        }
    }

    @Test
    void savedResult() throws IOException {
        settings.put("saved$_$limit", 2);
        try (RawClient client = inside()) {
            assertThat(client.command("a", "SEARCH RETURN (SAVE) 1,3:4")).startsWith("a OK");
            client.send("b SEARCH $\r\n");
            assertThat(client.line()).isEqualTo("* SEARCH 1 3 4");
            assertThat(client.completion("b")).startsWith("b OK");
            assertThat(client.command("c", "SEARCH RETURN (SAVE) 1,3,5")).startsWith("c NO [NOTSAVED]");
            client.send("d SEARCH $\r\n");
            assertThat(client.line()).isEqualTo("* SEARCH");
            assertThat(client.completion("d")).startsWith("d OK");
            assertThat(client.command("e", "UID SEARCH RETURN (SAVE MIN MAX) 1,3,5"))
                    .startsWith("e OK");
        }
    }

    @ParameterizedTest
    @CsvSource({"0,104857600", "1024,1024"})
    void append(long set, long limit) throws IOException {
        if (set > 0) {
            settings.put("append$_$limit", set);
        }
        try (RawClient client = inside()) {
            assertThat(client.command("a", "APPEND INBOX {" + (limit + 1) + "}"))
                    .startsWith("a NO [TOOBIG]");
            assertThat(client.command("b", "APPEND INBOX {" + Long.MAX_VALUE + "}"))
                    .startsWith("b NO [TOOBIG]");
            client.send("c APPEND INBOX {" + limit + "}\r\n");
            assertThat(client.line()).startsWith("+ ");
            if (set > 0) {
                client.send("x".repeat((int) limit) + "\r\n");
                assertThat(client.completion("c")).startsWith("c OK");
                assertThat(client.command("d", "APPEND INBOX {0+}\r\n")).startsWith("d NO");
                goesOn(client);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,65536", "8192,8192"})
    void droppedLiteral(long set, long limit) throws IOException {
        if (set > 0) {
            settings.put("drop$_$limit", set);
        }
        try (RawClient client = inside()) {
            client.send("a NONSENSE {" + limit + "+}\r\n" + "x".repeat((int) limit) + "\r\n");
            assertThat(client.completion("a")).startsWith("a BAD");
            goesOn(client);
            client.send("b NONSENSE {" + (limit + 1) + "+}\r\n");
            assertThat(client.rest()).startsWith("* BYE [TOOBIG]");
        }
    }

    @ParameterizedTest
    @CsvSource({"0,3", "1,1", "10,10"})
    void nonsenseBeforeLogin(int set, int limit) throws IOException {
        if (set > 0) {
            settings.put("bad$_$commands", set);
        }
        try (RawClient client = outside()) {
            for (int i = 1; i < limit; i++) {
                assertThat(client.command("a", "FROB")).startsWith("a BAD");
            }
            goesOn(client);
            assertThat(client.command("b", "FROB")).startsWith("b BAD");
            assertThat(client.rest()).startsWith("* BYE");
        }
    }

    @Test
    void tag() throws IOException {
        try (RawClient client = inside()) {
            String at = "t".repeat(256);
            assertThat(client.command(at, "NOOP")).startsWith(at + " OK");
            assertThat(client.command("*", "")).startsWith("* BAD");
            client.send(at + "t NOOP\r\n");
            assertThat(client.line()).isEqualTo("* BAD expected a tag of at most 256 octets at octet 257");
            goesOn(client);
        }
    }

    /** RFC 3501 §9: {@code number} has 32 bits, {@code nz-number} is not zero; mod-sequences have 63 (RFC 7162 §7). */
    @Test
    void numbers() throws IOException {
        try (RawClient client = inside()) {
            assertThat(client.command("a", "UID FETCH 4294967295 FLAGS")).startsWith("a OK");
            assertThat(client.command("b", "UID FETCH 4294967296 FLAGS")).startsWith("b BAD");
            assertThat(client.command("c", "UID FETCH 0:1 FLAGS")).startsWith("c BAD");
            assertThat(client.command("d", "UID FETCH 1:* (FLAGS) (CHANGEDSINCE 9223372036854775807)"))
                    .startsWith("d OK");
            assertThat(client.command("e", "UID FETCH 1:* (FLAGS) (CHANGEDSINCE 9223372036854775808)"))
                    .startsWith("e BAD");
            assertThat(client.command("f", "SEARCH LARGER 4294967295")).startsWith("f OK");
            assertThat(client.command("g", "UID SEARCH UID 4294967295:1")).startsWith("g OK");
            assertThat(client.command("h", "FETCH " + "9".repeat(10_000) + " FLAGS"))
                    .startsWith("h BAD");
        }
    }
}
