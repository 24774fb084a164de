// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.itests.ServerProcess;
import org.pennypost.itests.variant.JarVariant;

/**
 * A jar in deploy/ that does not work, on a server without clients. A server of its own: Felix SCR remembers, until it stops,
 * which components asked for a service that could not be made, and with them their class loaders.
 */
@Tag("real")
class RefusedJarIT {
    private static ServerProcess server;
    private static Path jars;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.create();
        jars = Files.createDirectories(server.home().resolve("variants"));
        server.again();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-file-bundle", "store-maildir-bundle", "core-bundle", "imap-bundle", "pop3-bundle"})
    void aJarThatDoesNotWorkChangesNothing(String module) {
        String mark = "sound-" + module;
        JarVariant sound = DeployFolderIT.shipped(module).version("0.0.2").marked(mark);
        server.deploy(sound.write(jars), module + ".jar");
        DeployFolderIT.until(server, plugins -> plugins.contains(mark));
        for (String version : new String[] {"0.0.2", "9.0.0"}) {
            server.deploy(
                    DeployFolderIT.shipped(module)
                            .version(version)
                            .unresolvable()
                            .write(jars),
                    module + ".jar");
            DeployFolderIT.until(
                    server, plugins -> plugins.contains(mark) && refused(plugins, sound.symbolicName(), "absent"));
            server.deploy(
                    DeployFolderIT.shipped(module).version(version).failing().write(jars), module + ".jar");
            DeployFolderIT.until(
                    server,
                    plugins -> plugins.contains(mark) && refused(plugins, sound.symbolicName(), "cannot start"));
        }
        server.undeploy(module + ".jar");
    }

    private static boolean refused(String plugins, String symbolicName, String why) {
        return plugins.lines()
                .anyMatch(
                        line -> line.startsWith(symbolicName + " ") && line.contains("REJECTED") && line.contains(why));
    }
}
