// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pennypost.api.mail.Problem;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.memory.MemoryStore;
import org.pennypost.testkit.store.FailingMailStore;

/**
 * Each problem at each operation of the store: every command is answered, with the words for that problem, and when the
 * store is well again, so is the mail.
 */
class FailingStoreTest {
    private static final Map<Problem, String> IMAP = Map.ofEntries(
            Map.entry(Problem.NOT_FOUND, "NONEXISTENT|TRYCREATE"),
            Map.entry(Problem.EXISTS, "ALREADYEXISTS"),
            Map.entry(Problem.NO_PERMISSION, "NOPERM"),
            Map.entry(Problem.OVER_QUOTA, "OVERQUOTA"),
            Map.entry(Problem.TOO_BIG, "TOOBIG"),
            Map.entry(Problem.LIMIT, "LIMIT"),
            Map.entry(Problem.IN_USE, "INUSE"),
            Map.entry(Problem.EXPUNGED, "EXPUNGEISSUED"),
            Map.entry(Problem.INVALID, "CANNOT"),
            Map.entry(Problem.UNSUPPORTED, "CANNOT"),
            Map.entry(Problem.CORRUPT, "CORRUPTION"),
            Map.entry(Problem.UNAVAILABLE, "UNAVAILABLE"),
            Map.entry(Problem.INTERNAL, "SERVERBUG"));

    private static final List<String> IMAP_COMMANDS = List.of(
            "NOOP",
            "LIST \"\" *",
            "LSUB \"\" *",
            "NAMESPACE",
            "STATUS INBOX (MESSAGES UNSEEN)",
            "CREATE made",
            "RENAME made renamed",
            "DELETE renamed",
            "SUBSCRIBE INBOX",
            "FETCH 1 (FLAGS UID INTERNALDATE)",
            "FETCH 1:* (ENVELOPE BODYSTRUCTURE RFC822.SIZE)",
            "FETCH 1 BODY[TEXT]",
            "FETCH 1 BODY[]",
            "STORE 1 +FLAGS (\\Flagged)",
            "SEARCH TEXT hello",
            "SEARCH UNSEEN",
            "COPY 1 INBOX",
            "APPEND INBOX {12+}\r\nSubject: x\r\n",
            "UID EXPUNGE 77",
            "EXPUNGE",
            "EXAMINE INBOX",
            "CLOSE",
            "SELECT INBOX");

    private static final List<String> POP3_COMMANDS =
            List.of("NOOP", "STAT", "LIST 1", "UIDL 1", "RETR 1", "NOOP", "DELE 2", "QUIT");

    @TempDir
    private Path home;

    private final FailingMailStore store = new FailingMailStore(new MemoryStore());
    private InProcessServer server;
    private String user;

    @BeforeEach
    void start() throws IOException {
        server = new InProcessServer(store, home);
        user = server.newUser();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<String> operations() {
        return FailingMailStore.operations().stream().filter(operation -> !operation.startsWith("Attributes."));
    }

    private void fill() throws IOException {
        try (RawClient client = RawClient.imap(server, user)) {
            for (int i = 0; i < 2; i++) {
                assertThat(client.command("f", "APPEND INBOX {19+}\r\nSubject: x\r\n\r\nhello"))
                        .startsWith("f OK");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void imapAnswersEveryCommand(String operation) throws IOException {
        for (Problem problem : Problem.values()) {
            user = server.newUser();
            fill();
            Map<String, String> answers = new LinkedHashMap<>();
            try (RawClient client = RawClient.imap(server, user)) {
                assertThat(client.command("s", "SELECT INBOX")).startsWith("s OK");
                store.fail(operation, problem);
                for (String command : IMAP_COMMANDS) {
                    answers.put(command, answer(client, command));
                    if (answers.get(command).startsWith("(end)")) {
                        break;
                    }
                }
            } finally {
                store.heal();
            }
            answers.forEach((command, answer) -> assertThat(answer)
                    .as("%s: %s to %s", operation, problem, command)
                    .matches("(?s)t OK.*|t NO \\[(" + IMAP.get(problem)
                            + ")].*|t NO \\[NONEXISTENT].*|t NO .*cannot be read|t BAD .*select.*"
                            + "|\\(end\\).*\\* BYE.*|\\(end\\).*FETCH.*"));
            wellAgain(operation + " " + problem);
        }
    }

    /** The completion; or all that was said before the connection ended. */
    private static String answer(RawClient client, String command) throws IOException {
        client.send("t " + command + "\r\n");
        StringBuilder said = new StringBuilder("(end)");
        for (String line = client.line(); line != null; line = client.line()) {
            if (line.startsWith("t ")) {
                return line;
            }
            said.append('\n').append(line);
        }
        return said.toString();
    }

    private void wellAgain(String after) throws IOException {
        try (RawClient client = RawClient.imap(server, user)) {
            assertThat(client.command("s", "SELECT INBOX")).as(after).startsWith("s OK");
            assertThat(client.command("f", "FETCH 1 (FLAGS BODY.PEEK[])"))
                    .as(after)
                    .startsWith("f OK");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void pop3AnswersEveryCommand(String operation) throws IOException {
        for (Problem problem : Problem.values()) {
            user = server.newUser();
            fill();
            List<String> answers = new ArrayList<>();
            try (RawClient client = new RawClient(server.address("pop3", false))) {
                client.line();
                client.send("USER " + user + "\r\nPASS " + server.password() + "\r\n");
                client.line();
                assertThat(client.line()).startsWith("+OK");
                store.fail(operation, problem);
                for (String command : POP3_COMMANDS) {
                    client.send(command + "\r\n");
                    String line = client.line();
                    answers.add(line == null ? "(end)" : line);
                    if (command.startsWith("RETR") && line != null && line.startsWith("+OK")) {
                        while (line != null && !line.equals(".")) {
                            line = client.line();
                        }
                    }
                    if (line == null) {
                        break;
                    }
                }
            } finally {
                store.heal();
            }
            assertThat(answers)
                    .as("%s: %s", operation, problem)
                    .allMatch(
                            answer -> answer.startsWith("+OK") || answer.startsWith("-ERR") || answer.equals("(end)"));
            wellAgain(operation + " " + problem);
        }
    }
}
