// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pennypost.itests.ServerProcess;
import org.pennypost.itests.client.Pop3Client;
import org.pennypost.itests.client.Wire;

/** Dovecot's POP3 server and ours on one Maildir: each honours the other's lock, and both give the same unique ids. */
@Tag("real")
class DovecotPop3IT {
    private static final String CONFIGURATION = """
            base_dir = %1$s/run
            state_dir = %1$s/state
            log_path = %1$s/log
            protocols = pop3
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            pop3_lock_session = yes
            mail_location = maildir:%1$s/%%u/Maildir
            passdb {
              driver = static
              args = password=secret
            }
            userdb {
              driver = static
              args = uid=nobody gid=nogroup home=%1$s/%%u
            }
            service pop3-login {
              chroot =
              inet_listener pop3 {
                port = %2$d
              }
              inet_listener pop3s {
                port = 0
              }
            }
            """;

    private Path folder;
    private Path lock;
    private ServerProcess ours;
    private Process dovecot;
    private int port;

    @BeforeAll
    static void installed() {
        Peer.require("dovecot");
        Peer.require("dovecot-pop3");
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "Dovecot has to be started by root");
    }

    @BeforeEach
    void start() throws IOException {
        folder = Files.createTempDirectory("dovecot-");
        Path maildir = folder.resolve("anna").resolve("Maildir");
        lock = maildir.resolve("dovecot-pop3-session.lock");
        try (Delivery delivery = new Delivery(maildir)) {
            for (int i = 0; i < 5; i++) {
                delivery.deliver();
            }
        }
        open();
        port = ServerProcess.freePorts(1).get(0);
        Path configuration = Files.writeString(folder.resolve("dovecot.conf"), CONFIGURATION.formatted(folder, port));
        dovecot = Peer.start(folder, folder.resolve("said"), "dovecot", "-F", "-c", configuration.toString());
        ours = ServerProcess.create("--set", "mail.location=maildir:" + folder + "/%u/Maildir");
        ours.addUser("anna", "secret");
        ours.again();
        Awaitility.await().atMost(30, TimeUnit.SECONDS).ignoreExceptions().until(() -> {
            client(port).close();
            return true;
        });
    }

    /** Dovecot runs as nobody and must be able to change what root has made. */
    private void open() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxrwxrwx" : "rw-rw-rw-"));
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        ours.close();
        List<ProcessHandle> children = dovecot.descendants().toList();
        dovecot.destroy();
        assertThat(dovecot.waitFor(30, TimeUnit.SECONDS)).isTrue();
        children.forEach(ProcessHandle::destroyForcibly);
        Awaitility.await().atMost(30, TimeUnit.SECONDS).ignoreExceptions().until(() -> {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path :
                        all.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.deleteIfExists(path);
                }
            }
            return true;
        });
    }

    private static Pop3Client client(int port) throws IOException {
        Pop3Client client = new Pop3Client(Wire.plain(port));
        client.wire().patience(60_000);
        return client;
    }

    private static String login(Pop3Client client) throws IOException {
        client.ok("USER anna");
        return client.command("PASS secret");
    }

    @Test
    void bothGiveTheSameList() throws IOException {
        List<String> first;
        List<String> third;
        try (Pop3Client here = client(ours.pop3()).login("anna", "secret")) {
            first = here.uidls();
            third = here.listing("RETR 3");
            here.delete(2);
            here.quit();
        }
        open();
        try (Pop3Client there = client(port).login("anna", "secret")) {
            assertThat(there.uidls()).containsExactly(first.get(0), first.get(2), first.get(3), first.get(4));
            there.stat();
            assertThat(there.listing("RETR 2")).isEqualTo(third);
            there.delete(1);
            there.quit();
        }
        try (Pop3Client here = client(ours.pop3()).login("anna", "secret")) {
            assertThat(here.uidls()).containsExactly(first.get(2), first.get(3), first.get(4));
            here.quit();
        }
    }

    @Test
    void oursKeepsDovecotOut() throws IOException {
        try (Pop3Client here = client(ours.pop3());
                Pop3Client there = client(port)) {
            assertThat(login(here)).startsWith("+OK");
            open();
            assertThat(login(there)).startsWith("-ERR [IN-USE]");
            assertThat(lock).hasContent(ours.pid() + ":" + host());
            here.ok("QUIT");
        }
        try (Pop3Client there = client(port)) {
            assertThat(login(there)).startsWith("+OK");
        }
    }

    @Test
    void dovecotKeepsOursOut() throws IOException {
        try (Pop3Client there = client(port);
                Pop3Client here = client(ours.pop3())) {
            assertThat(login(there)).startsWith("+OK");
            assertThat(login(here)).isEqualTo("-ERR [IN-USE] unable to lock maildrop");
            there.ok("QUIT");
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> login(here).startsWith("+OK"));
            here.ok("QUIT");
        }
        assertThat(lock).doesNotExist();
    }

    @Test
    void aKilledDovecotLeavesNothingLocked() throws IOException {
        try (Pop3Client there = client(port);
                Pop3Client here = client(ours.pop3())) {
            assertThat(login(there)).startsWith("+OK");
            String owner = Files.readString(lock);
            ProcessHandle process = ProcessHandle.of(Long.parseLong(owner.substring(0, owner.indexOf(':'))))
                    .orElseThrow();
            assertThat(dovecot.descendants()).contains(process);
            process.destroyForcibly();
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> login(here).startsWith("+OK"));
            here.ok("QUIT");
        }
        assertThat(lock).doesNotExist();
    }

    @Test
    void ourKilledServerLeavesNothingLocked() throws IOException {
        try (Pop3Client here = client(ours.pop3())) {
            assertThat(login(here)).startsWith("+OK");
            open();
            ours.kill();
            assertThat(lock).exists();
        }
        try (Pop3Client there = client(port)) {
            assertThat(login(there)).startsWith("+OK");
            there.ok("QUIT");
        }
        assertThat(lock).doesNotExist();
    }

    private static String host() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).trim();
    }
}
