// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.pennypost.itests.ServerProcess;

/** A mail program that the project's script has installed. */
final class Peer {
    private static final Logger LOG = Logger.getLogger(Peer.class.getName());
    private static final String PATH = System.getenv("PATH") + ":/usr/sbin:/sbin";

    private Peer() {}

    /** Goes on if a program is there; else skips with a loud line, in CI fails. */
    static void require(String program) {
        Properties peers = new Properties();
        try (var file = Files.newInputStream(Path.of(System.getProperty("pennypost.peers")))) {
            peers.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("install-peers.sh has not run: use -Preal", e);
        }
        if (!"yes".equals(peers.getProperty(program))) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(program + " must be there in CI");
            }
            LOG.severe(() -> "SKIPPED: " + program + " is not installed, its tests do not run");
            Assumptions.abort(program + " is not installed");
        }
    }

    /**
     * Runs a program in a folder, which is also its home, until it ends.
     *
     * @return what it wrote, standard output and standard error together
     */
    static Ended run(Path home, String... command) {
        try {
            Path said = Files.createTempFile(home, "said-", "");
            Process process = start(home, said, command);
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("does not end: " + List.of(command) + "\n"
                        + Files.readString(said, StandardCharsets.ISO_8859_1));
            }
            return new Ended(process.exitValue(), Files.readString(said, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts a program in a folder, which is also its home; what it writes goes into a file. The caller ends it. */
    static Process start(Path home, Path said, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(Map.of("HOME", home.toString(), "LC_ALL", "C.UTF-8", "TERM", "vt100"));
        builder.environment().put("PATH", PATH);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    /** Writes a file that only its owner may read, as programs want their passwords. */
    static Path secret(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    /** Returns a server's own certificate, for programs that want to check it. */
    static Path certificate(ServerProcess server) {
        return server.home().resolve("data").resolve("tls").resolve("fullchain.pem");
    }

    /**
     * How a program ended.
     *
     * @param code exit code
     * @param said what it wrote, one character an octet
     */
    record Ended(int code, String said) {
        /** Returns what it wrote as UTF-8. */
        String text() {
            return new String(said.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
    }
}
