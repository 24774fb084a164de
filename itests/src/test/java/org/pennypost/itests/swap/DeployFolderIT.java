// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.itests.ServerProcess;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.Wire;
import org.pennypost.itests.variant.JarVariant;
import org.pennypost.itests.variant.LoaderWatch;

/** What a jar in deploy/ does to a shipped bundle, and its deletion, on a server without clients. */
@Tag("real")
class DeployFolderIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    private static ServerProcess server;
    private static Path jars;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.create();
        jars = Files.createDirectories(server.home().resolve("variants"));
        server.deploy(LoaderWatch.jar(jars), "watch.jar");
        server.addUser("user", "pass-word-1");
        server.again();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-file-bundle", "store-maildir-bundle", "core-bundle", "imap-bundle", "pop3-bundle"})
    void aJarTakesThePlaceOfAShippedOneUntilItIsDeleted(String module) {
        for (String version : new String[] {"0.0.1", shipped(module).version(), "9.0.0"}) {
            String mark = "mark-" + module + "-" + version;
            server.deploy(shipped(module).version(version).marked(mark).write(jars), module + ".jar");
            until(plugins -> plugins.contains(mark));
            server.undeploy(module + ".jar");
            until(plugins -> !plugins.contains(mark));
        }
        loadersGo();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.1", "0.1.0.SNAPSHOT", "9.0.0"})
    void aJarThatWasNotShippedIsThereForConnectedClientsUntilItIsDeleted(String version) throws IOException {
        JarVariant extension = shipped("ext-communigate-bundle").version(version);
        try (ImapClient client = client();
                ImapClient listener = client()) {
            assertThat(client.ok("CAPABILITY").untagged().toString()).doesNotContain("X-COMMUNIGATE");
            assertThat(client.command("STATUS INBOX (INTERNALSIZE)").state()).isEqualTo("BAD");
            server.deploy(extension.write(jars), "ext-communigate-bundle.jar");
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(client.ok("CAPABILITY").untagged().toString())
                                    .contains("X-COMMUNIGATE"));
            client.ok("STATUS INBOX (INTERNALSIZE)");
            listener.ok("SELECT INBOX");
            listener.send("IDLE");
            listener.continuation();
            server.undeploy("ext-communigate-bundle.jar");
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(client.ok("CAPABILITY").untagged().toString())
                                    .doesNotContain("X-COMMUNIGATE"));
            assertThat(client.command("STATUS INBOX (INTERNALSIZE)").state()).isEqualTo("BAD");
            until(plugins -> !plugins.contains(extension.symbolicName()));
            loadersGo();
            listener.wire().write("DONE\r\n");
            assertThat(listener.answer().state()).isEqualTo("OK");
        }
    }

    private static ImapClient client() throws IOException {
        return new ImapClient(Wire.plain(server.imap())).login("user", "pass-word-1");
    }

    static JarVariant shipped(String module) {
        return JarVariant.of(ServerProcess.shippedJar(module));
    }

    private static void until(SwapBed.PluginTest test) {
        until(server, test);
    }

    static void until(ServerProcess server, SwapBed.PluginTest test) {
        String[] last = {""};
        Awaitility.await().alias("plug-ins as they should be").atMost(SOON).untilAsserted(() -> {
            last[0] = server.ask("mail:plugins");
            if (!test.holds(last[0])) {
                throw new AssertionError(last[0]);
            }
        });
    }

    private static void loadersGo() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            String survivors = server.ask("watch:survivors");
            if (!survivors.contains("survivors 0 of")) {
                throw new AssertionError(survivors);
            }
        });
    }
}
