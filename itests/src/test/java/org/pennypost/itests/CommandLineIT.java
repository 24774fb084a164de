// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pennypost.itests.ServerProcess.Ended;

/** The words after {@code bin/pennypost}, their lines and exit codes, on the assembled distribution. */
class CommandLineIT {
    private static final Duration CLEAN_STOP = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Test
    void startsTellsItsStatusAndStops() {
        try (ServerProcess server = ServerProcess.start()) {
            String home = server.home().toString();
            assertThat(server.startupLines()).last().asString().startsWith("ready in ");
            assertThat(run("status", "--home", home))
                    .satisfies(ended -> assertThat(ended.code()).isZero())
                    .extracting(Ended::out)
                    .asString()
                    .contains(Long.toString(server.pid()));
            Ended second = run("start", "--home", home, "--imap", "0", "--imaps", "0", "--pop3", "0", "--pop3s", "0");
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.err()).contains("in use by process " + server.pid());

            assertThat(run("stop", "--home", home).code()).isZero();
            await().atMost(CLEAN_STOP).until(() -> !server.isAlive());
            assertThat(run("status", "--home", home).code()).isEqualTo(3);
            assertThat(run("stop", "--home", home).code()).isEqualTo(3);
        }
    }

    @Test
    void sigtermEndsCleanlyWithinFiveSeconds() {
        try (ServerProcess server = ServerProcess.start()) {
            long before = System.nanoTime();
            assertThat(server.stop()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(CLEAN_STOP);
        }
    }

    @Test
    void shellRunsACommandAndTellsWhetherItWorked() {
        try (ServerProcess server = ServerProcess.start()) {
            String home = server.home().toString();
            assertThat(server.sh("lb")).contains("Apache Felix Declarative Services");
            Ended unknown = run("sh", "no-such-command", "--home", home);
            assertThat(unknown.code()).isEqualTo(1);
            assertThat(unknown.err()).contains("no-such-command");
            Ended console = ServerProcess.run("lb\nexit\n", "console", "--home", home);
            assertThat(console.code()).isZero();
            assertThat(console.out()).contains("Apache Felix Declarative Services");
        }
        assertThat(run("sh", "lb", "--home", folder.resolve("none").toString()).code())
                .isEqualTo(3);
    }

    @Test
    void usersAreKeptInAPrivateFile() throws IOException {
        String home = folder.resolve("home").toString();
        assertThat(user("secret\n", "add", "Alice", home).code()).isZero();
        assertThat(user("secret\n", "add", "alice", home).code()).isEqualTo(1);
        assertThat(user("secret\n", "add", "a:b", home).code()).isEqualTo(2);
        assertThat(user("\n", "add", "bob", home).code()).isEqualTo(1);
        Path file = folder.resolve("home/conf/users");
        assertThat(Files.readString(file)).startsWith("alice:{SCRAM-SHA-256}").doesNotContain("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        String before = Files.readString(file);
        assertThat(user("other\n", "password", "alice", home).code()).isZero();
        assertThat(Files.readString(file)).isNotEqualTo(before);
        Path others = Files.writeString(folder.resolve("others"), "bob:{PLAIN}b:::::\ncarol:{PLAIN}c:::::\n");
        assertThat(user("", "import", others.toString(), home).code()).isZero();
        assertThat(user("", "remove", "bob", home).code()).isZero();
        assertThat(user("", "remove", "bob", home).code()).isEqualTo(1);
        assertThat(run("user", "list", "--home", home).out().lines()).containsExactly("alice", "carol");
    }

    @Test
    void extensionsGoIntoDeployAndOutAgain() throws IOException {
        Path home = folder.resolve("home");
        assertThat(extension("list", home).out().lines()).contains("ext-communigate disabled");
        assertThat(run("extension", "enable", "ext-communigate", "--home", home.toString())
                        .code())
                .isZero();
        assertThat(jars(home)).hasSize(1);
        assertThat(extension("list", home).out().lines()).contains("ext-communigate enabled");
        assertThat(run("extension", "disable", "ext-communigate", "--home", home.toString())
                        .code())
                .isZero();
        assertThat(jars(home)).isEmpty();
        assertThat(run("extension", "enable", "no-such", "--home", home.toString())
                        .code())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', usage: pennypost",
        "strat, near: start",
        "start --set imap.chanels=3, near: imap.channels",
        "start --set nonsense, FILE.NAME=VALUE",
        "start --imap many, allowed: a whole number",
        "start --prot 3, unknown option --prot",
        "status now, unexpected word now",
        "user, expected add",
        "extension frobnicate, usage: pennypost extension"
    })
    void mistakesAreUsageErrorsThatHelp(String words, String hint) {
        String[] given = words.isEmpty() ? new String[0] : (words + " --home " + folder.resolve("home")).split(" ", -1);
        Ended ended = run(given);
        assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.err()).contains(hint);
    }

    @Test
    void nothingToServeEndsWithOneClearLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            Ended ended = run(
                    "start",
                    "--home",
                    folder.resolve("home").toString(),
                    "--imap",
                    port,
                    "--imaps",
                    "0",
                    "--pop3",
                    "0",
                    "--pop3s",
                    "0");
            assertThat(ended.code()).as(ended.toString()).isEqualTo(1);
            assertThat(ended.err().lines()).anyMatch(line -> line.startsWith("error ") && line.contains(port));
            assertThat(ended.out()).doesNotContain("ready");
        }
    }

    @ParameterizedTest
    @CsvSource({"mbox:/var/mail/%u, expected maildir:PATH", "maildir:/dev/null/%u, /dev/null is not a folder"})
    void withoutAPlaceForMailNobodyIsServed(String location, String why) throws IOException {
        String home = folder.resolve("home").toString();
        String port = ServerProcess.freePorts(1).get(0).toString();
        List<String> words = new ArrayList<>(List.of("start", "--home", home, "--imap", port));
        words.addAll(List.of("--imaps", "0", "--pop3", "0", "--pop3s", "0", "--mail-location", location));
        Ended ended = run(words.toArray(String[]::new));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("error store maildir: mail.location: " + why);
    }

    @Test
    void aWrongValueInAFileIsNamedWithWhatIsAllowed() throws IOException {
        try (ServerProcess server = ServerProcess.create()) {
            Path conf = Files.createDirectories(server.home().resolve("conf"));
            Files.writeString(conf.resolve("transport.cfg"), "write-stall = lots\n");
            server.again();
            assertThat(server.diary()).contains("transport.cfg: write-stall cannot be lots; allowed: a whole number");
        }
    }

    @Test
    void aListenerWithoutAProtocolIsNamedAndTheOthersServe() throws IOException {
        try (ServerProcess server = ServerProcess.create()) {
            Path conf = Files.createDirectories(server.home().resolve("conf"));
            Files.writeString(conf.resolve("listener-more.cfg"), "port = 1\n");
            server.again();
            assertThat(server.diary()).contains("error listener more: protocol is missing", "conf/listener-more.cfg");
            assertThat(connects(server.imap())).isTrue();
        }
    }

    @Test
    void onlyPartsOfAHomeThatAreMissingAreMade() throws IOException {
        try (ServerProcess server = ServerProcess.create()) {
            Path conf = Files.createDirectories(server.home().resolve("conf"));
            Files.writeString(conf.resolve("imap.cfg"), "channels = 17\n");
            server.again();
            assertThat(conf.resolve("imap.cfg")).content().isEqualTo("channels = 17\n");
            assertThat(conf.resolve("listener-imaps.cfg")).exists();
            String port = Integer.toString(server.imap());
            assertThat(Files.readString(conf.resolve("listener-imap.cfg")))
                    .as("options are never written back")
                    .doesNotContain(port);
        }
    }

    @Test
    void filesAreReadWhileRunningAndOptionsStillWin() throws IOException {
        try (ServerProcess server = ServerProcess.start()) {
            List<Integer> ports = ServerProcess.freePorts(2);
            Path conf = server.home().resolve("conf");
            Path overridden = conf.resolve("listener-imap.cfg");
            Files.writeString(
                    overridden, Files.readString(overridden).replaceFirst("port = \\d+", "port = " + ports.get(0)));
            Path more = Files.writeString(
                    conf.resolve("listener-more.cfg"), "protocol = imap\ntls = none\nport = " + ports.get(1) + "\n");
            await().until(() -> connects(ports.get(1)));
            assertThat(connects(server.imap())).isTrue();
            assertThat(connects(ports.get(0))).isFalse();
            Files.delete(more);
            await().until(() -> !connects(ports.get(1)));
        }
    }

    @Test
    void theControlSocketOfADeepHomeIsFound() throws IOException {
        Path home = folder.resolve("d".repeat(80)).resolve("e".repeat(80));
        List<Integer> ports = ServerProcess.freePorts(1);
        Process server = new ProcessBuilder(
                        ServerProcess.DISTRIBUTION.resolve("bin/pennypost").toString(),
                        "start",
                        "--home",
                        home.toString(),
                        "--imap",
                        ports.get(0).toString(),
                        "--imaps",
                        "0",
                        "--pop3",
                        "0",
                        "--pop3s",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Files.readString(folder.resolve("out")).contains("\nready"));
            assertThat(run("sh", "lb", "--home", home.toString()).out()).contains("Gogo");
            Path socket =
                    Path.of(Files.readString(home.resolve("data/console.path")).strip());
            server.destroy();
            await().until(() -> !server.isAlive());
            assertThat(socket.getParent()).doesNotExist();
        } finally {
            server.destroyForcibly();
        }
    }

    private static boolean connects(int port) {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Ended run(String... words) {
        return ServerProcess.run("", words);
    }

    private static Ended user(String input, String action, String name, String home) {
        return ServerProcess.run(input, "user", action, name, "--home", home);
    }

    private static Ended extension(String action, Path home) {
        return run("extension", action, "--home", home.toString());
    }

    private static Stream<String> jars(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("deploy"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList()
                    .stream();
        }
    }
}
