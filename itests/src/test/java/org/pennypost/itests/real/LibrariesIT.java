// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;

/**
 * The mail libraries of Node.js, Perl, Ruby and PHP: each script opens five letters over every door it knows, with the server's
 * certificate checked; envelopes, structures and parts, search in UTF-8, folders, COPYUID and MOVE, a big APPEND, and a delivery
 * beside an open session. What a library complains about fails its test.
 */
@Tag("real")
class LibrariesIT {
    private static final String GREETING = "=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=:";
    private static ServerProcess server;

    @TempDir
    Path client;

    @BeforeAll
    static void start() {
        server = ServerProcess.create();
        for (String user : List.of("node", "perl", "ruby", "php")) {
            server.addUser(user, "secret");
            Letters.deliver(server.maildir(user));
        }
        server.again();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void imapflow() {
        Peer.require("node");
        Peer.require("imapflow");
        Path modules = Path.of(System.getProperty("pennypost.peers")).resolveSibling("node/node_modules");
        run("node", "env", "NODE_PATH=" + modules, "node", Letters.resource("node/imapflow.js"));
        assertThat(Letters.kept(server.maildir("node")))
                .anyMatch(letter -> letter.matches("plain:R[a-z]"))
                .contains("latin:")
                .anyMatch(letter -> letter.matches(Pattern.quote(GREETING) + "[a-z]"))
                .hasSize(3);
        assertThat(Letters.kept(server.maildir("node").resolve(".Haus.2026 &- mehr")))
                .containsExactlyInAnyOrder("plain:", "Fwd: inside:", "a draft:DS");
    }

    @Test
    void mailImapClient() {
        Peer.require("perl-imapclient");
        run("perl", "perl", Letters.resource("perl/imap.pl"));
        assertThat(Letters.kept(server.maildir("perl")))
                .anyMatch(letter -> letter.startsWith(GREETING + "R") && letter.length() == GREETING.length() + 2)
                .contains("plain:F", "latin:S", "late:")
                .hasSize(4);
        assertThat(Letters.kept(server.maildir("perl").resolve(".Perl.new")))
                .containsExactlyInAnyOrder("plain:", GREETING, "Fwd: inside:", "from Perl:DS");
    }

    @Test
    void netImap() {
        Peer.require("ruby");
        run("ruby", "ruby", "-W0", Letters.resource("ruby/imap.rb"));
        assertThat(Letters.kept(server.maildir("ruby")))
                .anyMatch(letter -> letter.matches("plain:[a-z]"))
                .contains(GREETING + "R", "latin:", "late:")
                .hasSize(4);
        assertThat(Letters.kept(server.maildir("ruby").resolve(".Ruby.new")))
                .containsExactlyInAnyOrder("plain:", GREETING, "Fwd: inside:", "from Ruby:D");
    }

    @Test
    void cClient() {
        Peer.require("php-imap");
        Path certificate = server.home().resolve("data/tls/fullchain.pem");
        run("php", "env", "SSL_CERT_FILE=" + certificate, "php", Letters.resource("php/imap.php"));
        assertThat(Letters.kept(server.maildir("php")))
                .containsExactlyInAnyOrder("plain:F", GREETING, "latin:", "A red square:", "late:");
        assertThat(Letters.kept(server.maildir("php").resolve(".Php.new")))
                .containsExactlyInAnyOrder("plain:", GREETING, "Fwd: inside:", "from PHP:DS");
    }

    private void run(String user, String... command) {
        List<String> words = new ArrayList<>(Arrays.asList(command));
        words.add(user);
        for (int port : new int[] {server.imap(), server.imaps(), server.pop3(), server.pop3s()}) {
            words.add(String.valueOf(port));
        }
        words.add(server.home().resolve("data/tls/fullchain.pem").toString());
        words.add(server.maildir(user).toString());
        Peer.Ended ended = Peer.run(client, words.toArray(String[]::new));
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("all is well");
    }
}
