// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The control socket of a running server, spoken to directly: no process is started to ask often while a load runs. */
final class Shell {
    private Shell() {}

    /** Runs a command and returns what it prints; fails if the command does. */
    static String run(Path home, String command) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket(home.resolve("data"))));
            DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
            byte[] request = command.getBytes(StandardCharsets.UTF_8);
            out.writeInt(request.length);
            out.write(request);
            out.flush();
            return answer(new DataInputStream(Channels.newInputStream(channel)), command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path socket(Path data) throws IOException {
        Path note = data.resolve("console.path");
        return Files.exists(note) ? Path.of(Files.readString(note).strip()) : data.resolve("console.sock");
    }

    private static String answer(DataInputStream in, String command) throws IOException {
        StringBuilder printed = new StringBuilder();
        while (true) {
            int kind = in.readByte();
            byte[] octets = in.readNBytes(in.readInt());
            if (kind == 'x') {
                if (octets.length > 0 && octets[0] == 0) {
                    return printed.toString();
                }
                throw new AssertionError(command + " fails: " + printed);
            }
            printed.append(new String(octets, StandardCharsets.UTF_8));
        }
    }
}
