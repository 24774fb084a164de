// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.pennypost.itests.ServerProcess;
import org.pennypost.testkit.script.Script;
import org.pennypost.testkit.script.Target;

/** The conversation scripts once more: against the distribution as a process, on Maildirs, over TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptsIT {
    private static final Path SCRIPTS = Path.of("..", "conformance", "src", "main", "scripts");
    private static final String PASSWORD = "secret";

    private final List<Shipped> servers = new ArrayList<>();

    /** A server with more users than there are scripts. */
    private record Shipped(ServerProcess process, List<String> users) implements Target {
        @Override
        public InetSocketAddress address(String protocol, boolean tls) {
            int port = protocol.equals("imap")
                    ? (tls ? process.imaps() : process.imap())
                    : (tls ? process.pop3s() : process.pop3());
            return new InetSocketAddress("127.0.0.1", port);
        }

        @Override
        public String newUser() {
            return users.remove(0);
        }

        @Override
        public String password() {
            return PASSWORD;
        }
    }

    @AfterAll
    void stop() {
        servers.forEach(server -> server.process().close());
    }

    @TestFactory
    Stream<DynamicTest> overTls() throws IOException {
        Shipped plain = start(false);
        Shipped communigate = start(true);
        return scripts()
                .map(file -> dynamicTest(
                        SCRIPTS.relativize(file).toString(),
                        () -> Script.read(file)
                                .run(file.startsWith(SCRIPTS.resolve("communigate")) ? communigate : plain, true)));
    }

    private Shipped start(boolean communigate) throws IOException {
        ServerProcess process = ServerProcess.create();
        List<String> users = IntStream.rangeClosed(1, 500)
                .mapToObj(number -> "u" + number)
                .collect(Collectors.toCollection(ArrayList::new));
        Path file = Files.createTempFile("users", "");
        Files.write(
                file, users.stream().map(user -> user + ":{PLAIN}" + PASSWORD).toList());
        String home = process.home().toString();
        assertThat(ServerProcess.run("", "user", "import", file.toString(), "--home", home)
                        .code())
                .isZero();
        if (communigate) {
            assertThat(ServerProcess.run("", "extension", "enable", "ext-communigate", "--home", home)
                            .code())
                    .isZero();
        }
        Shipped shipped = new Shipped(process, users);
        servers.add(shipped);
        process.again();
        return shipped;
    }

    private static Stream<Path> scripts() {
        try (Stream<Path> files = Files.walk(SCRIPTS)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
