// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.ImapClient.Answer;
import org.pennypost.itests.client.Pop3Client;
import org.pennypost.itests.client.TestMessage;
import org.pennypost.itests.client.Wire;

/** Nonsense and malice over real sockets: the right refusal, nothing changed, nobody else disturbed. */
@Tag("real")
class BadInputIT {
    private static final int DEEP = 10_000;

    private static Victim victim;

    @BeforeAll
    static void start() throws IOException {
        victim = Victim.start();
    }

    @AfterAll
    static void stop() throws IOException {
        victim.close();
    }

    @AfterEach
    void nothingHasHappened() throws IOException {
        victim.isUnharmed();
    }

    /** Sends a megabyte of one line, in pieces, until an answer comes, and returns that. */
    private static String megabyte(Wire wire, String begin) throws IOException {
        wire.write(begin);
        byte[] piece = "x".repeat(8192).getBytes();
        wire.patience(20);
        for (int sent = 0; sent < 1 << 20 && !wire.octetComes(); sent += piece.length) {
            wire.write(piece);
        }
        wire.patience(10_000);
        return wire.line();
    }

    @Test
    void anImapLineOfAMegabyteBeforeTheLogin() throws IOException {
        try (Wire wire = Wire.plain(victim.server().imap())) {
            wire.line();
            assertThat(megabyte(wire, "a LOGIN ")).matches("(a BAD|\\* BAD|\\* BYE) .*");
        }
    }

    @Test
    void anImapLineOfAMegabyteBehindTheLogin() throws IOException {
        try (ImapClient client = victim.imap()) {
            assertThat(megabyte(client.wire(), "a LIST \"\" ")).matches("(a BAD|\\* BAD|\\* BYE) .*");
        }
    }

    @Test
    void aPop3LineOfAMegabyte() throws IOException {
        try (Wire wire = Wire.plain(victim.server().pop3())) {
            wire.line();
            assertThat(megabyte(wire, "USER ")).startsWith("-ERR ");
        }
        try (Pop3Client client = victim.pop3()) {
            assertThat(megabyte(client.wire(), "RETR ")).startsWith("-ERR ");
        }
    }

    @Test
    void aLiteralOfFourGigabytesBeforeTheLogin() throws IOException {
        try (ImapClient client = new ImapClient(Wire.plain(victim.server().imap()))) {
            assertThat(client.command("LOGIN {4294967295}").state()).isIn("NO", "BAD");
            client.login(Victim.USER, Victim.PASSWORD).logout();
        }
        try (Wire wire = Wire.plain(victim.server().imap())) {
            wire.line();
            wire.write("a LOGIN {4294967295+}\r\n");
            assertThat(wire.untilClosed()).matches("(?s)(a BAD [^\r\n]*\r\n|a NO [^\r\n]*\r\n)?\\* BYE .*");
        }
    }

    @Test
    void aLiteralOfFourGigabytesBehindTheLogin() throws IOException {
        try (ImapClient client = victim.imap()) {
            assertThat(client.command("APPEND INBOX {4294967295}").state()).isIn("NO", "BAD");
            assertThat(client.command("STATUS {4294967295}").state()).isIn("NO", "BAD");
            client.ok("NOOP");
            client.wire().write("a APPEND INBOX {4294967295+}\r\n");
            assertThat(client.wire().untilClosed()).matches("(?s)(a BAD [^\r\n]*\r\n|a NO [^\r\n]*\r\n)?\\* BYE .*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "NOT ", "OR ALL "})
    void aSearchNestedTooDeep(String opening) throws IOException {
        try (ImapClient client = victim.imap()) {
            client.ok("SELECT INBOX");
            String closing = opening.equals("(") ? ")".repeat(DEEP) : "";
            assertThat(client.command("SEARCH " + opening.repeat(DEEP) + "ALL" + closing)
                            .state())
                    .isEqualTo("BAD");
            assertThat(client.command("SEARCH " + opening.repeat(DEEP)).state()).isEqualTo("BAD");
            client.ok("NOOP");
        }
    }

    @Test
    void otherListsNestedTooDeep() throws IOException {
        try (ImapClient client = victim.imap()) {
            client.ok("SELECT INBOX");
            for (String command : List.of("FETCH 1 ", "STORE 1 FLAGS ", "STATUS Work ", "LIST \"\" ", "APPEND Work ")) {
                assertThat(client.command(command + "(".repeat(DEEP)).state())
                        .as(command)
                        .isEqualTo("BAD");
            }
            assertThat(client.command("FETCH 1 BODY.PEEK[" + "1.".repeat(DEEP) + "1]")
                            .state())
                    .isIn("OK", "NO", "BAD");
            client.ok("NOOP");
        }
    }

    @Test
    void aMessageNestedTenThousandDeep() throws IOException {
        StringBuilder message = new StringBuilder();
        for (int i = 0; i < DEEP; i++) {
            message.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        try (ImapClient client = victim.imap()) {
            client.ok("CREATE Deep");
            assertThat(client.append("Deep", "", message.toString().getBytes(), true)
                            .state())
                    .isEqualTo("OK");
            client.ok("SELECT Deep");
            Answer answer = client.ok("FETCH 1 (ENVELOPE BODYSTRUCTURE BODY.PEEK[1.1.1.1])");
            assertThat(answer.of("FETCH")).hasSize(1);
            client.ok("UNSELECT");
            client.ok("DELETE Deep");
        }
    }

    @Test
    void aPatternOfManyWildcards() throws IOException {
        try (ImapClient client = victim.imap()) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                names.add("a".repeat(100 + i) + i);
                client.ok("CREATE " + names.get(i));
            }
            long begin = System.nanoTime();
            assertThat(client.ok("LIST \"\" *%*%*%*%*%*").of("LIST")).hasSizeGreaterThanOrEqualTo(22);
            assertThat(client.ok("LIST \"\" *%*%*%*%*%*b").of("LIST")).isEmpty();
            assertThat(client.ok("LSUB \"\" *a%*a%*a%*a%*a%*a%*a%*a*b").of("LSUB"))
                    .isEmpty();
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin))
                    .isLessThan(3);
            for (String name : names) {
                client.ok("DELETE " + name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../x",
                "/etc/passwd",
                "..",
                "../x",
                "Work/../../x",
                "Work/../../../bystander/Maildir/.x",
                "Work\0x",
                "\0",
                "Work\r\nx"
            })
    void aNameThatLeadsElsewhere(String name) throws IOException {
        String literal = "{" + name.length() + "+}\r\n" + name;
        Path mail = victim.server().home().resolve("data").resolve("mail");
        long files = files(mail);
        try (ImapClient client = victim.imap()) {
            for (String command : List.of(
                    "CREATE %s",
                    "SELECT %s",
                    "EXAMINE %s",
                    "DELETE %s",
                    "RENAME Work %s",
                    "RENAME %s Work2",
                    "SUBSCRIBE %s",
                    "STATUS %s (MESSAGES)",
                    "APPEND %s {3+}\r\nabc")) {
                assertThat(client.command(String.format(command, literal)).state())
                        .as(command)
                        .isIn("NO", "BAD");
            }
            client.ok("LIST \"\" *");
            client.ok("NOOP");
        }
        assertThat(files(mail)).isEqualTo(files);
        assertThat(victim.server().home().resolve("data").resolve("x")).doesNotExist();
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.count();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "/etc/passwd", "x\0y", ".."})
    void aUserNameThatLeadsElsewhere(String name) throws IOException {
        try (ImapClient client = new ImapClient(Wire.plain(victim.server().imap()))) {
            assertThat(client.command("LOGIN {" + name.length() + "+}\r\n" + name + " x")
                            .state())
                    .isIn("NO", "BAD");
        }
    }

    @Test
    void tenThousandCommandsAtOnce() throws IOException {
        int many = 10_000;
        try (ImapClient client = victim.imap()) {
            client.ok("SELECT INBOX");
            List<String> commands = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                commands.add(i % 10 == 0 ? "UID FETCH 1 (FLAGS)" : "NOOP");
            }
            client.sendAll(commands);
            for (int i = 0; i < many; i++) {
                assertThat(client.answer().state()).isEqualTo("OK");
            }
            victim.othersGoOn();
        }
        try (Pop3Client client = victim.pop3()) {
            client.wire().write("NOOP\r\n".repeat(many));
            for (int i = 0; i < many; i++) {
                assertThat(client.wire().line()).startsWith("+OK");
            }
            client.stat();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+"})
    void disconnectsAtEveryOctetOfAnAppend(String plus) throws IOException {
        byte[] message = TestMessage.make("half", 1);
        String head = "t2 APPEND INBOX (\\Seen) {" + message.length + plus + "}\r\n";
        byte[] octets = (head + new String(message, java.nio.charset.StandardCharsets.ISO_8859_1)).getBytes();
        for (int length = 1; length <= octets.length; length++) {
            try (ImapClient client = victim.imap()) {
                client.begin("APPEND");
                client.wire().write(octets, 0, Math.min(length, head.length()));
                if (length > head.length()) {
                    if (plus.isEmpty()) {
                        client.continuation();
                    }
                    client.wire().write(octets, head.length(), length - head.length());
                }
                if (length % 2 == 0) {
                    client.wire().abort();
                }
            }
        }
        Path tmp = victim.server().maildir(Victim.USER).resolve("tmp");
        org.awaitility.Awaitility.await("the drafts' end")
                .untilAsserted(() -> assertThat(files(tmp)).isEqualTo(1));
    }
}
