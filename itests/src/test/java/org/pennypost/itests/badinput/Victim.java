// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pennypost.itests.ServerProcess;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.Pop3Client;
import org.pennypost.itests.client.TestMessage;
import org.pennypost.itests.client.Wire;

/** A server with two users, one of whom goes on working in peace while somebody sends nonsense. */
final class Victim implements AutoCloseable {
    /** Who sends nonsense, and to whose mailboxes nothing must happen. */
    static final String USER = "victim";

    static final String PASSWORD = "pass-word-1";
    private static final long PROMPT = TimeUnit.SECONDS.toNanos(2);

    private final ServerProcess server;
    private final ImapClient bystander;
    private final Pop3Client reader;
    private final List<List<Object>> content;
    private final List<List<Object>> mailboxes;

    private Victim(ServerProcess server) throws IOException {
        this.server = server;
        server.addUser(USER, PASSWORD);
        server.addUser("bystander", PASSWORD);
        server.again();
        for (String user : List.of(USER, "bystander")) {
            try (ImapClient client = imap(user)) {
                for (int i = 0; i < 3; i++) {
                    client.append("INBOX", "\\Seen", TestMessage.make(user + i, 500), true);
                }
                client.ok("CREATE Work");
                // Claims \Recent, which is no part of what must stay: whoever selects next has it.
                client.ok("SELECT INBOX");
            }
        }
        bystander = imap("bystander");
        bystander.ok("SELECT INBOX");
        reader = new Pop3Client(Wire.plain(server.pop3())).login("bystander", PASSWORD);
        content = content();
        mailboxes = mailboxes();
        assertThat(content).hasSize(3);
    }

    /** Starts it. */
    static Victim start() throws IOException {
        ServerProcess server = ServerProcess.create(
                "--set", "listener-imap.max-per-address=500", "--set", "listener-pop3.max-per-address=500");
        try {
            return new Victim(server);
        } catch (IOException | RuntimeException | AssertionError e) {
            server.close();
            throw e;
        }
    }

    ServerProcess server() {
        return server;
    }

    private ImapClient imap(String user) throws IOException {
        return new ImapClient(Wire.plain(server.imap())).login(user, PASSWORD);
    }

    /** Logs the victim in over IMAP. */
    ImapClient imap() throws IOException {
        return imap(USER);
    }

    /** Logs the victim in over POP3. */
    Pop3Client pop3() throws IOException {
        return new Pop3Client(Wire.plain(server.pop3())).login(USER, PASSWORD);
    }

    private List<List<Object>> content() throws IOException {
        try (ImapClient client = imap()) {
            client.ok("EXAMINE INBOX");
            return client.ok("UID FETCH 1:* (UID FLAGS RFC822.SIZE)").of("FETCH");
        }
    }

    private List<List<Object>> mailboxes() throws IOException {
        try (ImapClient client = imap()) {
            return client.ok("LIST \"\" *").of("LIST");
        }
    }

    /** The victim's mail is what it was, and others have not noticed anything. */
    void isUnharmed() throws IOException {
        othersGoOn();
        assertThat(content()).isEqualTo(content);
        assertThat(mailboxes()).isEqualTo(mailboxes);
    }

    /** Others get their answers promptly. */
    void othersGoOn() throws IOException {
        long begin = System.nanoTime();
        bystander.ok("NOOP");
        assertThat(bystander.ok("UID FETCH 1:* (FLAGS)").of("FETCH")).hasSize(3);
        reader.stat();
        assertThat(reader.retrieve(1)).isEqualTo("bystander0");
        assertThat(System.nanoTime() - begin).isLessThan(PROMPT);
        assertThat(server.isAlive()).isTrue();
    }

    @Override
    public void close() throws IOException {
        try (server) {
            bystander.close();
            reader.close();
        }
    }
}
