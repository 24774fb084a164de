// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;

/** fetchmail takes mail over POP3 and IMAP, keeps or deletes it on the server, and waits in IDLE. */
@Tag("real")
class FetchmailIT {
    private static final int NO_NEW_MAIL = 1;
    private static final String CLEAR = "sslproto \"\"";

    @TempDir
    Path client;

    private ServerProcess server;
    private Delivery delivery;

    @BeforeAll
    static void installed() {
        Peer.require("fetchmail");
    }

    @BeforeEach
    void start() {
        server = ServerProcess.create();
        server.addUser("anna", "secret");
        server.again();
        delivery = new Delivery(server.maildir("anna"));
    }

    @AfterEach
    void stop() {
        delivery.close();
        server.close();
    }

    @Test
    void fetchesEachMessageOnceAndKeepsIt() throws IOException {
        Path config = config("pop3 uidl", server.pop3(), CLEAR + " keep");
        for (int i = 0; i < 50; i++) {
            delivery.deliver();
        }
        assertThat(fetch(config)).isZero();
        assertThat(subjects()).isEqualTo(50);
        assertThat(fetch(config)).isEqualTo(NO_NEW_MAIL);
        delivery.deliver();
        assertThat(fetch(config)).isZero();
        assertThat(subjects()).isEqualTo(51);
        assertThat(Files.readString(client.resolve("inbox"))).contains("\n.a dot at the beginning");
        assertThat(Maildir.names(server.maildir("anna"))).hasSize(51);
    }

    @Test
    void takesWhatItFetchesBehindStls() throws IOException {
        Path config = config("pop3", server.pop3(), checked("sslproto tls1.2+") + " nokeep");
        for (int i = 0; i < 5; i++) {
            delivery.deliver();
        }
        assertThat(fetch(config)).isZero();
        assertThat(subjects()).isEqualTo(5);
        assertThat(Maildir.names(server.maildir("anna"))).isEmpty();
        assertThat(fetch(config)).isEqualTo(NO_NEW_MAIL);
    }

    @Test
    void takesWhatItFetchesOverImapBehindStartTls() throws IOException {
        StrictView.all(server, "CREATE Work");
        StrictView.append(server, "Work", "delivery at work", "");
        delivery.deliver();
        Path config =
                config("imap", server.imap(), checked("sslproto tls1.2+") + " nokeep expunge 1 folder INBOX,Work");
        assertThat(fetch(config)).isZero();
        assertThat(subjects()).isEqualTo(2);
        assertThat(Maildir.names(server.maildir("anna"))).isEmpty();
        assertThat(StrictView.messages(server, "Work")).isEmpty();
    }

    @Test
    void waitsForMailInIdle() throws Exception {
        delivery.deliver();
        try (Tee tee = new Tee(server.imap())) {
            Path config = config("imap", tee.port(), CLEAR + " keep idle");
            Path said = client.resolve("idling");
            Process process = Peer.start(
                    client, said, "fetchmail", "-v", "-N", "-f", config.toString(), "--nosyslog", "--timeout", "60");
            try {
                for (int i = 1; i <= 3; i++) {
                    int idles = i;
                    Awaitility.await()
                            .atMost(30, TimeUnit.SECONDS)
                            .until(() -> tee.said("\\S+ IDLE") == idles && subjects() == idles);
                    delivery.deliver();
                }
                Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> subjects() == 4);
            } finally {
                process.destroy();
                assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(tee.said("\\S+ (NOOP|LOGIN .*)"))
                    .as("one session, no polling")
                    .isEqualTo(1);
            tee.assertNoComplaint();
        }
        assertThat(StrictView.messages(server, "INBOX"))
                .isEqualTo(Map.of(
                        "delivery 1", Set.of("\\Seen"),
                        "delivery 2", Set.of("\\Seen"),
                        "delivery 3", Set.of("\\Seen"),
                        "delivery 4", Set.of("\\Seen")));
    }

    private int fetch(Path config) {
        Peer.Ended ended = Peer.run(client, "fetchmail", "-v", "-f", config.toString(), "--nosyslog");
        assertThat(ended.code()).as(ended.said()).isLessThanOrEqualTo(NO_NEW_MAIL);
        return ended.code();
    }

    private long subjects() throws IOException {
        Path inbox = client.resolve("inbox");
        if (!Files.exists(inbox)) {
            return 0;
        }
        try (var lines = Files.lines(inbox)) {
            return lines.filter(line -> line.startsWith("Subject: delivery ")).count();
        }
    }

    private String checked(String how) {
        return how + " sslcertck sslcommonname localhost sslcertfile \"" + Peer.certificate(server) + "\"";
    }

    private Path config(String protocol, int port, String options) throws IOException {
        return Peer.secret(client.resolve("fetchmailrc"), """
                set idfile "%1$s/ids"
                set pidfile "%1$s/pid"
                poll 127.0.0.1 service %2$d protocol %3$s auth password
                  user "anna" password "secret" is "anna" here
                  %4$s
                  mda "/bin/sh -c 'cat >> %1$s/inbox'"
                """.formatted(client, port, protocol, options));
    }
}
