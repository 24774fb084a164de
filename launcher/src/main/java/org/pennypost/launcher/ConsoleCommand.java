// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code console} and {@code sh}: the running server's Gogo shell through its Unix domain socket. A request is a length and UTF-8
 * text; the answer is frames of a letter, a length and octets: {@code o} output, {@code e} error, {@code x} the end, one octet
 * holding the status.
 */
final class ConsoleCommand {
    private static final String PROMPT = "pennypost> ";

    private final Screen screen;
    private final Path distribution;

    ConsoleCommand(Screen screen, Path distribution) {
        this.screen = screen;
        this.distribution = distribution;
    }

    int sh(List<String> args) {
        Arguments arguments = Arguments.parse(args, "home");
        String command = String.join(" ", arguments.words());
        if (command.isBlank()) {
            throw ExitException.usage("usage: pennypost sh 'COMMAND' [--home DIR]");
        }
        return run(arguments.home(distribution), command);
    }

    int run(Home home, String command) {
        return connected(home, connection -> connection.run(command));
    }

    int console(List<String> args) {
        Arguments arguments = Arguments.parse(args, "home");
        arguments.noWords();
        return connected(arguments.home(distribution), connection -> {
            for (Optional<String> line = screen.line(PROMPT); line.isPresent(); line = screen.line(PROMPT)) {
                String command = line.get().strip();
                if (command.equals("exit") || command.equals("quit")) {
                    break;
                }
                if (!command.isEmpty()) {
                    connection.run(command);
                }
            }
            return 0;
        });
    }

    private int connected(Home home, Exchange exchange) {
        Path socket = socket(home);
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
            } catch (IOException e) {
                throw ExitException.notRunning(
                        "not running on home " + home.path() + " (" + socket + ": " + e.getMessage() + ")");
            }
            return exchange.with(new Connection(channel));
        } catch (EOFException e) {
            throw ExitException.error("the server closed the connection");
        } catch (IOException e) {
            throw ExitException.error("control socket " + socket + ": " + Home.reason(e));
        }
    }

    /** data/console.sock, or what data/console.path names where that path would be too long for a socket. */
    private static Path socket(Home home) {
        Path note = home.data().resolve("console.path");
        try {
            return Files.exists(note)
                    ? Path.of(Files.readString(note).strip())
                    : home.data().resolve("console.sock");
        } catch (IOException e) {
            throw ExitException.error(note + ": " + Home.reason(e));
        }
    }

    /** What is done with an open connection. */
    private interface Exchange {
        int with(Connection connection) throws IOException;
    }

    /** One client's end of the socket. */
    private final class Connection {
        private final DataInputStream in;
        private final DataOutputStream out;

        Connection(SocketChannel channel) {
            this.in = new DataInputStream(Channels.newInputStream(channel));
            this.out = new DataOutputStream(Channels.newOutputStream(channel));
        }

        int run(String command) throws IOException {
            byte[] request = command.getBytes(StandardCharsets.UTF_8);
            out.writeInt(request.length);
            out.write(request);
            out.flush();
            while (true) {
                int kind = in.readByte();
                byte[] octets = in.readNBytes(in.readInt());
                switch (kind) {
                    case 'o' -> screen.raw(false, octets);
                    case 'e' -> screen.raw(true, octets);
                    default -> {
                        return octets.length > 0 && octets[0] == 0 ? 0 : ExitException.ERROR;
                    }
                }
            }
        }
    }
}
