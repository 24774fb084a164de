// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The assembled distribution as a process of its own, on free loopback ports, with a home that goes when it is closed. Ends only
 * the process it has started.
 */
public final class ServerProcess implements AutoCloseable {
    /** The assembled distribution. */
    public static final Path DISTRIBUTION =
            Path.of(System.getProperty("pennypost.home")).toAbsolutePath().normalize();

    private static final long START_SECONDS = 60;

    private final Path home;
    private final List<Integer> ports;
    private final List<String> options;
    private Process process;
    private Path output;
    private int starts;

    private ServerProcess(Path home, List<Integer> ports, List<String> options) {
        this.home = home;
        this.ports = ports;
        this.options = options;
    }

    /**
     * Starts a server in a new home and waits until it is ready.
     *
     * @param options more words for {@code bin/pennypost start}, such as {@code --set}
     */
    public static ServerProcess start(String... options) {
        return create(options).again();
    }

    /** Prepares a server in a new home without starting it: to add users, jars or mail first; {@link #again} starts it. */
    public static ServerProcess create(String... options) {
        try {
            return new ServerProcess(Files.createTempDirectory("home-"), freePorts(4), Arrays.asList(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server, or starts it again after {@link #stop} or {@link #kill}, on the same ports and home. */
    public ServerProcess again() {
        List<String> command = new ArrayList<>(List.of(program(), "start", "--home", home.toString()));
        List<String> names = List.of("--imap", "--imaps", "--pop3", "--pop3s");
        for (int i = 0; i < names.size(); i++) {
            command.add(names.get(i));
            command.add(ports.get(i).toString());
        }
        if (options.stream().noneMatch(option -> option.startsWith("mailboxes."))) {
            // Most tests speak of users who have nothing but INBOX.
            command.addAll(List.of("--set", "mailboxes.template="));
        }
        command.addAll(options);
        output = home.resolve("stdout-" + ++starts);
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(home.resolve("stderr-" + starts).toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Process started = process;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        awaitReady();
        return this;
    }

    private void awaitReady() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (startupLines().stream().noneMatch(line -> line.startsWith("ready"))) {
            if (exited(50) || System.nanoTime() - end > 0) {
                String said = diary();
                close();
                throw new AssertionError("the server is not ready:\n" + said);
            }
        }
    }

    private boolean exited(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Returns everything the server has said, for a failing test. */
    public String diary() {
        StringBuilder said = new StringBuilder();
        for (Path file : List.of(
                output, home.resolve("stderr-" + starts), home.resolve("log").resolve("pennypost.log"))) {
            said.append("== ").append(home.relativize(file)).append('\n');
            try {
                List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
                lines.subList(Math.max(0, lines.size() - 200), lines.size())
                        .forEach(line -> said.append(line).append('\n'));
            } catch (IOException e) {
                said.append(e).append('\n');
            }
        }
        return said.toString();
    }

    /** Returns what the server has written to its standard output since its last start. */
    public List<String> startupLines() {
        try {
            return Files.readAllLines(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path home() {
        return home;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public int imap() {
        return ports.get(0);
    }

    public int imaps() {
        return ports.get(1);
    }

    public int pop3() {
        return ports.get(2);
    }

    public int pop3s() {
        return ports.get(3);
    }

    /** Returns a user's folder in the default location. */
    public Path maildir(String user) {
        return home.resolve("data").resolve("mail").resolve(user).resolve("Maildir");
    }

    /** Adds a user by {@code user add}. */
    public void addUser(String name, String password) {
        Ended ended = run(password + "\n", "user", "add", name, "--home", home.toString());
        if (ended.code() != 0) {
            throw new AssertionError("user add " + name + ": " + ended);
        }
    }

    /** Runs a command of the shell in the server and returns what it prints. */
    public String sh(String command) {
        Ended ended = run("", "sh", command, "--home", home.toString());
        if (ended.code() != 0) {
            throw new AssertionError("sh " + command + ": " + ended);
        }
        return ended.out();
    }

    /** As {@link #sh}, but without another process: for those who ask often. */
    public String ask(String command) {
        return Shell.run(home, command);
    }

    /** Puts a jar into deploy/ in one stroke, under the name of a file there. */
    public void deploy(Path jar, String name) {
        Path folder = home.resolve("deploy");
        try {
            Path copy = Files.copy(
                    jar,
                    Files.createDirectories(folder).resolve("." + name + ".part"),
                    StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a jar from deploy/. */
    public void undeploy(String name) {
        try {
            Files.delete(home.resolve("deploy").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the only jar of the distribution that belongs to a module, such as {@code imap-bundle}. */
    public static Path shippedJar(String module) {
        try (Stream<Path> files = Files.walk(DISTRIBUTION)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().matches(module + "-\\d.*\\.jar"))
                    .toList();
            if (found.size() != 1) {
                throw new AssertionError(module + " is there " + found.size() + " times: " + found);
            }
            return found.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the server's resident memory in octets. */
    public long residentMemory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                            .findFirst()
                            .orElseThrow()
                    * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asks the server to end (SIGTERM) and waits.
     *
     * @return its exit code
     */
    public int stop() {
        process.destroy();
        if (!exited(20_000)) {
            process.destroyForcibly();
            throw new AssertionError("the server does not stop:\n" + diary());
        }
        return process.exitValue();
    }

    /** Ends the server at once (SIGKILL). */
    public void kill() {
        process.destroyForcibly();
        if (!exited(20_000)) {
            throw new AssertionError("process " + pid() + " outlives SIGKILL");
        }
    }

    /** Ends the server and deletes its home. */
    @Override
    public void close() {
        try {
            if (isAlive()) {
                process.destroy();
                if (!exited(10_000)) {
                    kill();
                }
            }
        } finally {
            delete(home);
        }
    }

    /**
     * Runs {@code bin/pennypost} to its end.
     *
     * @param input what it reads from its standard input
     */
    public static Ended run(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program()));
        command.addAll(Arrays.asList(arguments));
        try {
            Path out = Files.createTempFile("out-", "");
            Path err = Files.createTempFile("err-", "");
            try {
                Process run = new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                try (var stdin = run.getOutputStream()) {
                    stdin.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // It has ended without reading: its code and words tell why.
                }
                if (!run.waitFor(60, TimeUnit.SECONDS)) {
                    run.destroyForcibly();
                    throw new AssertionError("does not end: " + command + "\n" + Files.readString(out));
                }
                return new Ended(run.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String program() {
        return DISTRIBUTION.resolve("bin").resolve("pennypost").toString();
    }

    /** Returns ports of 127.0.0.1 that nobody uses. */
    public static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                    if (why instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw why;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, IOException why) throws IOException {
                    Files.deleteIfExists(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How a run of {@code bin/pennypost} ended.
     *
     * @param code exit code
     * @param out what it wrote to its standard output
     * @param err what it wrote to its standard error
     */
    public record Ended(int code, String out, String err) {}
}
