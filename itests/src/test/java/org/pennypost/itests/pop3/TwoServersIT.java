// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.Wire;

/** SPEC P4: two servers share one tree of Maildirs; one POP3 session has the maildrop, IMAP goes on, and nothing outlives a kill. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoServersIT {
    private static final String LOCKED = "-ERR [IN-USE] unable to lock maildrop";

    @TempDir
    private static Path mail;

    private ServerProcess one;
    private ServerProcess other;
    private Path maildir;
    private Path lock;
    private int users;
    private String user;

    @BeforeAll
    void start() {
        String location = "mail.location=maildir:" + mail + "/%u";
        one = ServerProcess.create("--set", location);
        other = ServerProcess.create("--set", location);
        one.again();
        other.again();
    }

    @AfterAll
    void stop() {
        one.close();
        other.close();
    }

    @BeforeEach
    void deliver() throws IOException {
        user = "anna" + ++users;
        one.addUser(user, "secret");
        other.addUser(user, "secret");
        maildir = mail.resolve(user);
        lock = maildir.resolve("dovecot-pop3-session.lock");
        for (String folder : new String[] {"tmp", "new", "cur"}) {
            Files.createDirectories(maildir.resolve(folder));
        }
        for (int i = 1; i <= 3; i++) {
            Files.writeString(
                    maildir.resolve("new").resolve("170000000" + i + ".M1P1.test"), "Subject: " + i + "\n\nx\n");
        }
    }

    @AfterEach
    void nothingIsLeft() {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> !Files.exists(lock));
    }

    private Door door(ServerProcess server) throws IOException {
        return new Door(Wire.plain(server.pop3()));
    }

    /** A client who hears single lines. */
    private final class Door implements AutoCloseable {
        private final Wire wire;

        Door(Wire wire) throws IOException {
            this.wire = wire;
            assertThat(wire.line()).startsWith("+OK");
        }

        String ask(String command) throws IOException {
            wire.write(command + "\r\n");
            return wire.line();
        }

        String login() throws IOException {
            assertThat(ask("USER " + user)).startsWith("+OK");
            return ask("PASS secret");
        }

        void in() throws IOException {
            assertThat(login()).isEqualTo("+OK maildrop locked and ready");
        }

        @Override
        public void close() throws IOException {
            wire.close();
        }
    }

    /** A user who has just been added is known at the latest when the file has been read again. */
    private void inAtLast(Door door) {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> door.login().startsWith("+OK"));
    }

    private long files() throws IOException {
        try (Stream<Path> fresh = Files.list(maildir.resolve("new"));
                Stream<Path> seen = Files.list(maildir.resolve("cur"))) {
            return fresh.count() + seen.count();
        }
    }

    @Test
    void oneSessionAtATimeWhileImapGoesOn() throws Exception {
        try (Door here = door(one);
                Door there = door(other)) {
            inAtLast(here);
            assertThat(lock).hasContent(one.pid() + ":" + host());
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> there.login().equals(LOCKED));
            assertThat(there.login()).isEqualTo(LOCKED);
            assertThat(here.ask("STAT")).isEqualTo("+OK 3 51");
            for (ServerProcess server : new ServerProcess[] {one, other}) {
                try (ImapClient imap = new ImapClient(Wire.plain(server.imap()))) {
                    imap.login(user, "secret");
                    imap.ok("SELECT INBOX");
                    imap.ok("NOOP");
                    if (server == other) {
                        imap.ok("STORE 2 +FLAGS (\\Deleted)");
                        imap.ok("EXPUNGE");
                    }
                }
            }
            Files.writeString(maildir.resolve("new").resolve("1700000009.M1P1.test"), "Subject: late\n\nx\n");
            assertThat(here.ask("RETR 2")).isEqualTo("-ERR no such message");
            assertThat(here.ask("RETR 4")).isEqualTo("-ERR no such message");
            assertThat(here.ask("NOOP")).startsWith("+OK");
            assertThat(here.ask("DELE 1")).isEqualTo("+OK message deleted");
            assertThat(here.ask("DELE 2")).startsWith("+OK");
            assertThat(files()).as("nothing goes before QUIT").isEqualTo(3);
            assertThat(here.ask("QUIT")).startsWith("+OK");
            assertThat(lock).doesNotExist();
            assertThat(files()).isEqualTo(2);
            there.in();
            assertThat(lock).hasContent(other.pid() + ":" + host());
            assertThat(there.ask("STAT")).startsWith("+OK 2 ");
        }
        assertThat(files()).isEqualTo(2);
    }

    @Test
    void aKilledServerLeavesNothingLocked() throws Exception {
        try (Door here = door(one);
                Door there = door(other)) {
            inAtLast(there);
            assertThat(there.ask("DELE 1")).startsWith("+OK");
            inUse(here);
            other.kill();
            assertThat(lock).as("it is left").exists();
            here.in();
            assertThat(here.ask("STAT")).as("and nothing was deleted").isEqualTo("+OK 3 51");
            other.again();
            try (Door again = door(other)) {
                assertThat(again.login()).isEqualTo(LOCKED);
                assertThat(here.ask("QUIT")).startsWith("+OK");
                again.in();
                other.kill();
            }
            other.again();
            try (Door again = door(other)) {
                again.in();
                assertThat(again.ask("STAT")).isEqualTo("+OK 3 51");
                other.stop();
                assertThat(lock).as("who is asked to end gives it back").doesNotExist();
                assertThat(files()).isEqualTo(3);
            }
            other.again();
        }
    }

    private void inUse(Door door) {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> door.login().equals(LOCKED));
    }

    @Test
    void aFileOfADeadProcessOrAnotherHost() throws Exception {
        try (Door here = door(one)) {
            Files.writeString(lock, "1:elsewhere.example");
            inUse(here);
            Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(280)));
            assertThat(here.login()).isEqualTo(LOCKED);
            assertThat(lock).hasContent("1:elsewhere.example");
            Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(301)));
            here.in();
            assertThat(here.ask("QUIT")).startsWith("+OK");
        }
        Files.writeString(lock, "99999999:" + host());
        try (Door here = door(one)) {
            here.in();
            assertThat(lock).hasContent(one.pid() + ":" + host());
        }
    }

    @Test
    void withoutExclusionBothComeIn() throws Exception {
        one.sh("mail:sessions");
        Path settings = one.home().resolve("conf").resolve("pop3.cfg");
        String before = Files.readString(settings);
        Files.writeString(settings, before.replaceAll("(?m)^lock *=.*$", "lock = none"));
        try (Door there = door(other)) {
            inAtLast(there);
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
                try (Door here = door(one)) {
                    return here.login().startsWith("+OK");
                } catch (IOException exchanging) {
                    return false;
                }
            });
            assertThat(lock).hasContent(other.pid() + ":" + host());
            assertThat(there.ask("QUIT")).startsWith("+OK");
        } finally {
            Files.writeString(settings, before);
        }
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
            try (Door here = door(one)) {
                return here.login().startsWith("+OK") && Files.exists(lock);
            } catch (IOException exchanging) {
                return false;
            }
        });
    }

    private static String host() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).trim();
    }
}
