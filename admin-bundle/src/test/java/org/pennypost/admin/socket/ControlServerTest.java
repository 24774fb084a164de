// SPDX-License-Identifier: Apache-2.0
package org.pennypost.admin.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {
    /** Says each command back; "bad ..." fails. */
    private record Echo(PrintStream out, PrintStream err) implements Shell {
        @Override
        public boolean run(String command) {
            if (command.startsWith("bad")) {
                err.println("no: " + command);
                return false;
            }
            out.println("did " + command);
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void answersEachCommandWithItsOutputAndStatus(@TempDir Path data) throws IOException {
        SocketPlace place = SocketPlace.of(data);
        try (ControlServer server = new ControlServer(place, (in, out, err) -> new Echo(out, err));
                SocketChannel channel = connect(place)) {
            assertThat(server).isNotNull();
            assertThat(ask(channel, "one")).isEqualTo("o:did one\nx:0");
            assertThat(ask(channel, "bad two")).isEqualTo("e:no: bad two\nx:1");
            assertThat(ask(channel, "drei ä")).isEqualTo("o:did drei ä\nx:0");
        }
    }

    @Test
    void socketIsForItsOwnerAndGoesWithTheServer(@TempDir Path data) throws IOException {
        SocketPlace place = SocketPlace.of(data);
        try (ControlServer server = new ControlServer(place, (in, out, err) -> new Echo(out, err))) {
            assertThat(server).isNotNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.socket())))
                    .isEqualTo("rw-------");
        }
        assertThat(place.socket()).doesNotExist();
    }

    @Test
    void longPathMovesToTheTempFolderAndIsNoted(@TempDir Path data) throws IOException {
        Path deep = Files.createDirectories(data.resolve("d".repeat(60)).resolve("e".repeat(60)));
        SocketPlace place = SocketPlace.of(deep);
        assertThat(place.moved()).isTrue();
        assertThat(Files.readString(deep.resolve("console.path")).strip())
                .isEqualTo(place.socket().toString());
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(place.socket().getParent())))
                .isEqualTo("rwx------");
        place.clear();
        assertThat(place.socket().getParent()).doesNotExist();
        assertThat(deep.resolve("console.path")).doesNotExist();
    }

    private static SocketChannel connect(SocketPlace place) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(place.socket()));
        return channel;
    }

    /** Frames up to the end, as {@code letter:text} one after the other. */
    private static String ask(SocketChannel channel, String command) throws IOException {
        DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
        byte[] request = command.getBytes(StandardCharsets.UTF_8);
        out.writeInt(request.length);
        out.write(request);
        out.flush();
        DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
        StringBuilder answer = new StringBuilder();
        while (true) {
            int kind = in.readByte();
            byte[] octets = in.readNBytes(in.readInt());
            if (kind == 'x') {
                return answer.append("x:").append(octets[0]).toString();
            }
            if (answer.indexOf((char) kind + ":") < 0) {
                answer.append((char) kind).append(':');
            }
            answer.append(new String(octets, StandardCharsets.UTF_8));
        }
    }
}
