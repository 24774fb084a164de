// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;

/**
 * Roundcube from Debian, served by PHP itself and used in headless Chromium: log in, list, read, save an attachment, flag, make a
 * folder, move, delete, search, log out. Each step leaves a picture in {@code target/roundcube}.
 */
@Tag("real")
class RoundcubeIT {
    private static final Path WEB = Path.of("/var/lib/roundcube/public_html");
    private static final Path PICTURES = Path.of("target/roundcube").toAbsolutePath();

    @TempDir
    Path client;

    @Test
    void aPersonReadsAndSortsMail() throws IOException, InterruptedException {
        for (String needed : new String[] {"roundcube", "chromium", "node", "playwright-core"}) {
            Peer.require(needed);
        }
        try (ServerProcess server = ServerProcess.create()) {
            server.addUser("anna", "secret");
            Letters.deliver(server.maildir("anna"));
            server.again();
            int port = ServerProcess.freePorts(1).get(0);
            Process php = serve(configure(server), port);
            try {
                Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> listens(port));
                Peer.Ended ended = use("http://127.0.0.1:" + port + "/");
                assertThat(ended.code()).as(ended.said()).isZero();
                assertThat(ended.said()).contains("all is well");
            } finally {
                php.descendants().forEach(ProcessHandle::destroyForcibly);
                php.destroyForcibly().waitFor();
            }
            Path anna = server.maildir("anna");
            assertThat(Letters.kept(anna))
                    .containsExactlyInAnyOrder(
                            "=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=:S", "latin:FS", "A red square:S");
            assertThat(Letters.kept(anna.resolve(".B&APw-ro &- mehr"))).containsExactly("plain:S");
            assertThat(Letters.kept(anna.resolve(".Trash"))).containsExactly("Fwd: inside:S");
            assertThat(Files.readString(client.resolve("log/imap.log"), StandardCharsets.ISO_8859_1))
                    .contains("STARTTLS", "UID MOVE")
                    .doesNotContain(" BAD ", " NO ");
            assertThat(client.resolve("log/errors.log")).doesNotExist();
        }
    }

    private Peer.Ended use(String url) throws IOException {
        Files.createDirectories(PICTURES);
        return Peer.run(
                client,
                "env",
                "NODE_PATH=" + Path.of(System.getProperty("pennypost.peers")).resolveSibling("node/node_modules"),
                "node",
                Letters.resource("node/roundcube.js"),
                url,
                "anna",
                Files.createDirectories(client.resolve("profile")).toString(),
                PICTURES.toString());
    }

    /** Writes a folder of configuration that leaves the one of the machine untouched. */
    private Path configure(ServerProcess server) throws IOException {
        Path folder = Files.createDirectories(client.resolve("config"));
        for (String name : new String[] {"defaults.inc.php", "mimetypes.php"}) {
            Files.copy(Path.of("/etc/roundcube", name), folder.resolve(name));
        }
        Files.createDirectories(client.resolve("log"));
        Files.createDirectories(client.resolve("temp"));
        Files.writeString(
                folder.resolve("config.inc.php"),
                """
                <?php
                $config['db_dsnw'] = 'sqlite:///HOME/roundcube.db?mode=0600';
                $config['imap_host'] = 'tls://localhost:PORT';
                $config['imap_conn_options'] = ['ssl' => ['cafile' => 'CERTIFICATE', 'verify_peer' => true]];
                $config['imap_debug'] = true;
                $config['log_dir'] = 'HOME/log/';
                $config['temp_dir'] = 'HOME/temp/';
                $config['des_key'] = 'twenty-four characters..';
                $config['language'] = 'en_US';
                $config['create_default_folders'] = true;
                """.replace("HOME", client.toString()).replace("PORT", String.valueOf(server.imap())).replace(
                        "CERTIFICATE",
                        server.home().resolve("data/tls/fullchain.pem").toString()));
        return folder;
    }

    private Process serve(Path configuration, int port) throws IOException {
        ProcessBuilder php = new ProcessBuilder("php", "-S", "127.0.0.1:" + port, "-t", WEB.toString())
                .directory(client.toFile())
                .redirectErrorStream(true)
                .redirectOutput(client.resolve("php.log").toFile());
        php.environment()
                .putAll(Map.of(
                        "ROUNDCUBE_CONFIG_DIR",
                        configuration.toString(),
                        "PHP_CLI_SERVER_WORKERS",
                        "4",
                        "HOME",
                        client.toString()));
        return php.start();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
