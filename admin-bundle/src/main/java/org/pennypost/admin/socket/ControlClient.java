// SPDX-License-Identifier: Apache-2.0
package org.pennypost.admin.socket;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One client. A request is a length (four octets) and UTF-8 text; the answer is frames of a letter, a length and octets: {@code o}
 * output, {@code e} error, {@code x} the end with one octet, 0 for success.
 */
final class ControlClient {
    private static final int LONGEST_REQUEST = 65_536;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final Shell.Factory shells;

    ControlClient(SocketChannel channel, Shell.Factory shells) {
        this.in = new DataInputStream(Channels.newInputStream(channel));
        this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
        this.shells = shells;
    }

    void serve() throws IOException {
        PrintStream said = new PrintStream(new BufferedOutputStream(new Frames('o')), true, StandardCharsets.UTF_8);
        PrintStream complained =
                new PrintStream(new BufferedOutputStream(new Frames('e')), true, StandardCharsets.UTF_8);
        try (Shell shell = shells.open(InputStream.nullInputStream(), said, complained)) {
            while (true) {
                boolean done = shell.run(request());
                said.flush();
                complained.flush();
                frame('x', new byte[] {(byte) (done ? 0 : 1)}, 0, 1);
            }
        } catch (EOFException e) {
            // the client has no more commands
        }
    }

    private String request() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_REQUEST) {
            throw new IOException("request of " + length + " octets");
        }
        byte[] text = in.readNBytes(length);
        if (text.length < length) {
            throw new EOFException();
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Both streams write here, perhaps from threads of a pipeline. */
    private synchronized void frame(int kind, byte[] octets, int from, int length) throws IOException {
        out.writeByte(kind);
        out.writeInt(length);
        out.write(octets, from, length);
        out.flush();
    }

    /** Turns what is written into frames of one kind. */
    private final class Frames extends OutputStream {
        private final int kind;

        Frames(int kind) {
            this.kind = kind;
        }

        @Override
        public void write(int octet) throws IOException {
            frame(kind, new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            if (length > 0) {
                frame(kind, octets, from, length);
            }
        }
    }
}
