// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.bad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.State;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/**
 * Every command that imap-bundle brings, with arguments that are not in the grammar, and in every state where it is not
 * allowed: BAD that says what was expected and where, and the session goes on. The rows stand in
 * {@code bad/imap-commands.txt}; a command without rows fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImapCommandsTest {
    private static final Path TABLE = Path.of("src/test/resources/bad/imap-commands.txt");
    private static final String WHERE = "BAD expected .+( at octet \\d+| in a literal)";

    private final List<Row> rows = new ArrayList<>();
    private final Map<State, RawClient> sessions = new EnumMap<>(State.class);
    private InProcessServer server;
    private String user;

    /** One line of the table. */
    private record Row(String kind, String state, String line, String answer) {
        static Row parse(String text) {
            String[] cells = text.split(" +\\| ", 4);
            return new Row(cells[0], cells[1].trim(), octets(cells[2].stripTrailing()), cells[3].strip());
        }

        private static String octets(String text) {
            return text.replace("<SP>", " ")
                    .replace("<CRLF>", "\r\n")
                    .replace("<CR>", "\r")
                    .replace("<TAB>", "\t")
                    .replace("<NUL>", "\0")
                    .replace("<xE4>", "\u00E4")
                    .replace("<xFC>", "\u00FC");
        }

        String command() {
            String[] words = line.trim().split("[ \r]+");
            String first = words[0].toUpperCase(Locale.ROOT);
            return first.equals("UID") ? first + " " + words[1].toUpperCase(Locale.ROOT) : first;
        }

        State where() {
            return switch (state) {
                case "out" -> State.NOT_AUTHENTICATED;
                case "in" -> State.AUTHENTICATED;
                default -> State.SELECTED;
            };
        }
    }

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        for (String line : Files.readAllLines(TABLE)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(Row.parse(line));
            }
        }
        server = new InProcessServer(Stores.MEMORY.open(home), home);
        user = newUser();
    }

    /** Somebody with one message, and a mailbox without any. */
    private String newUser() throws IOException {
        String name = server.newUser();
        try (RawClient client = RawClient.imap(server, name)) {
            assertThat(client.command("a", "APPEND INBOX {6+}\r\nx: y\r\n")).startsWith("a OK");
            assertThat(client.command("b", "CREATE other")).startsWith("b OK");
        }
        return name;
    }

    @AfterAll
    void stop() throws IOException {
        for (RawClient client : sessions.values()) {
            client.close();
        }
        server.close();
    }

    private RawClient fresh(State state, String who) throws IOException {
        if (state == State.NOT_AUTHENTICATED) {
            return RawClient.imap(server);
        }
        RawClient client = RawClient.imap(server, who);
        if (state == State.SELECTED) {
            assertThat(client.command("s", "SELECT INBOX")).startsWith("s OK");
        }
        return client;
    }

    private RawClient session(State state) throws IOException {
        RawClient client = sessions.get(state);
        if (client == null) {
            client = fresh(state, user);
            sessions.put(state, client);
        }
        return client;
    }

    /** All commands of imap-bundle, by the door that is closed to others. */
    private static Map<String, Command> commands() throws ReflectiveOperationException {
        var extensions = Class.forName("org.pennypost.imap.OwnWords").getDeclaredMethod("extensions", Supplier.class);
        extensions.setAccessible(true);
        Map<String, Command> commands = new TreeMap<>();
        for (Object each : (List<?>) extensions.invoke(null, (Supplier<?>) () -> null)) {
            ((org.pennypost.api.imap.ImapExtension) each)
                    .commands()
                    .forEach(command -> commands.put(command.name(), command));
        }
        return commands;
    }

    @Test
    void everyCommandHasItsRows() throws ReflectiveOperationException {
        Map<String, Set<String>> kinds = new TreeMap<>();
        rows.forEach(row ->
                kinds.computeIfAbsent(row.command(), name -> new TreeSet<>()).add(row.kind));
        assertThat(kinds.keySet())
                .as("commands with rows in " + TABLE)
                .containsAll(commands().keySet());
        kinds.forEach((name, has) -> assertThat(has)
                .as("kinds of rows of " + name)
                .isIn(Set.of("right", "extra"), Set.of("right", "extra", "missing", "wrong")));
    }

    @TestFactory
    Stream<DynamicTest> lines() {
        return rows.stream()
                .filter(row -> !row.state.equals("-"))
                .map(row -> dynamicTest(row.state + " " + row.line.strip(), () -> check(row)));
    }

    private void check(Row row) throws IOException {
        if (row.kind.equals("right")) {
            try (RawClient client = fresh(row.where(), newUser())) {
                assertThat(client.command("a", row.line)).startsWith("a " + row.answer);
            }
            return;
        }
        RawClient client = session(row.where());
        assertThat(client.command("a", row.line)).isEqualTo("a " + row.answer);
        if (row.answer.startsWith("BAD")) {
            assertThat(row.answer).matches(WHERE);
        }
        goesOn(client);
    }

    private static void goesOn(RawClient client) throws IOException {
        assertThat(client.command("n", "NOOP")).startsWith("n OK");
    }

    @TestFactory
    Stream<DynamicTest> states() throws ReflectiveOperationException {
        Map<String, Command> commands = commands();
        return rows.stream()
                .filter(row -> row.kind.equals("right"))
                .flatMap(row -> Stream.of(State.values())
                        .filter(state -> !commands.get(row.command()).traits().allowedIn(state))
                        .map(state -> dynamicTest(row.command() + " " + state, () -> {
                            RawClient client = session(state);
                            assertThat(client.command("a", row.line))
                                    .startsWith("a BAD " + row.command() + " is ")
                                    .matches(
                                            ".* is (not allowed now|for those who have (not )?logged in)(: no mailbox is"
                                                    + " selected)?");
                            goesOn(client);
                        })));
    }
}
