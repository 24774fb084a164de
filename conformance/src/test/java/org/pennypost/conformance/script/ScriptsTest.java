// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.script;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.communigate.CommunigateExtension;
import org.pennypost.communigate.ServicePolicy;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.Stores;
import org.pennypost.testkit.script.Script;

/** Every conversation, on every store. {@code -Dscript=move} runs those only whose path contains the word. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptsTest {
    private static final Path SCRIPTS = Path.of("src/main/scripts");

    private final List<InProcessServer> servers = new ArrayList<>();

    @TempDir
    private Path temp;

    @AfterAll
    void stop() {
        servers.forEach(InProcessServer::close);
    }

    @TestFactory
    Stream<DynamicNode> scripts() {
        return Arrays.stream(Stores.values()).map(store -> dynamicContainer(store.name(), onStore(store)));
    }

    private Stream<DynamicTest> onStore(Stores store) {
        InProcessServer plain = start(store, "plain");
        InProcessServer communigate =
                start(store, "communigate").with(new CommunigateExtension()).with(new ServicePolicy());
        return files().map(file -> dynamicTest(
                SCRIPTS.relativize(file).toString(),
                () -> Script.read(file).run(file.startsWith(SCRIPTS.resolve("communigate")) ? communigate : plain)));
    }

    private InProcessServer start(Stores store, String name) {
        try {
            Path home = Files.createDirectories(temp.resolve(store.name()).resolve(name));
            InProcessServer server = new InProcessServer(store.open(home), home);
            servers.add(server);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files() {
        String word = System.getProperty("script", "");
        try (Stream<Path> files = Files.walk(SCRIPTS)) {
            return files
                    .filter(file -> file.toString().endsWith(".txt"))
                    .filter(file -> file.toString().contains(word))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
